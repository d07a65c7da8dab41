package dev.lockstep.load.streams;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.load.measure.CpuClock;
import dev.lockstep.load.measure.ThreadCpu;
import dev.lockstep.load.measure.WavFile;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.profile.CpuProfile;
import dev.lockstep.load.profile.CpuSampler;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.run.Publishing;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.local.summary.Percentiles;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.publish.MediaProducerConf;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.producer.publish.ProducerReport;
import dev.lockstep.producer.publish.PublisherConf;
import dev.lockstep.schema.registry.RegistryConf;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench streams}: several streams in one job, in real time, after a warm-up. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Plays a clip on several streams in real time through broker, registry and"
                        + " captioning job, all on this machine, and prints lags per stream and CPU by"
                        + " part.")
public final class StreamsBenchCommand implements Callable<Integer> {
    @Option(names = "--streams", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "Seconds that are not measured. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(
            names = "--seconds",
            defaultValue = "120",
            description = "Seconds that are measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--clip",
            description =
                    "Anything FFmpeg opens; default: the 44 s of Dickens that the models bring.")
    private @Nullable Path clip;

    @Option(
            names = "--jfr",
            paramLabel = "FILE",
            description =
                    "Sample the CPU while measuring, into a file for jfr or JDK Mission Control,"
                            + " and print what it was spent on.")
    private @Nullable Path jfr;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path cache = ModelStore.standardCacheDir(System.getenv());
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        Path source =
                clip == null ? store.resolve("speech-samples").resolve("two_cities.wav") : clip;
        short[] samples = PcmReader.read16kMono(source);
        Path folder = Files.createTempDirectory("lockstep-bench-");
        PipelineConf conf =
                new PipelineConf(
                        0,
                        0,
                        2,
                        cache,
                        folder,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Map.of(),
                        System.getenv());
        List<MediaSource> sources = new ArrayList<>();
        try (LocalPipeline pipeline =
                LocalPipeline.start(
                        conf, () -> CatalogueSpeechModels.STANDARD_IDS.forEach(store::resolve))) {
            List<Publishing<ProducerReport>> running = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                Path wav = folder.resolve("stream-" + i + ".wav");
                WavFile.write(
                        LoopedClip.of(samples, warmUpSeconds + seconds + 5, (double) i / streams),
                        wav);
                MediaSource media = FfmpegMedia.open(wav.toString(), MediaSourceConf.DEFAULT);
                sources.add(media);
                running.add(
                        Publishing.media(
                                media,
                                MediaProducerConf.of("bench-" + i).withPacing(Pacing.REALTIME),
                                PublisherConf.media(pipeline.bootstrapServers()),
                                RegistryConf.of(pipeline.registryUrl()),
                                dev.lockstep.producer.publish.ProgressListener.NONE));
            }
            StreamsResult result = jfr == null ? measure(pipeline) : profiled(pipeline, jfr);
            running.forEach(Publishing::stop);
            for (MediaSource media : sources) {
                media.close();
            }
            if (jfr != null) {
                CpuProfile.read(jfr).print(out);
            }
            print(out, result);
        }
        return 0;
    }

    private StreamsResult profiled(LocalPipeline pipeline, Path file)
            throws InterruptedException, java.io.IOException {
        Thread.sleep(warmUpSeconds * 1_000L);
        try (CpuSampler sampler = CpuSampler.start(file)) {
            Objects.requireNonNull(sampler);
            return measured(pipeline);
        }
    }

    private StreamsResult measure(LocalPipeline pipeline) throws InterruptedException {
        Thread.sleep(warmUpSeconds * 1_000L);
        return measured(pipeline);
    }

    private StreamsResult measured(LocalPipeline pipeline) throws InterruptedException {
        long fromUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        CaptionProbe probe =
                new CaptionProbe(pipeline.bootstrapServers(), pipeline.registryUrl(), fromUs);
        Map<String, Double> before = parts(pipeline);
        Thread.sleep(seconds * 1_000L);
        Map<String, Double> after = parts(pipeline);
        double audio = (double) seconds * streams;
        Map<String, Double> spent = new TreeMap<>();
        after.forEach(
                (part, used) ->
                        spent.put(
                                part, Math.max(0, used - before.getOrDefault(part, 0.0)) / audio));
        double total = spent.values().stream().mapToDouble(Double::doubleValue).sum();
        List<StreamsResult.StreamLags> lags = new ArrayList<>();
        for (Map.Entry<String, CaptionTracker> stream : probe.finish().entrySet()) {
            CaptionTracker tracker = stream.getValue();
            lags.add(
                    new StreamsResult.StreamLags(
                            stream.getKey(),
                            tracker.words(),
                            tracker.committedRewrites(),
                            tracker.lag(),
                            tracker.commitLag(),
                            tracker.finalLag()));
        }
        return new StreamsResult(streams, audio, total, spent, CpuClock.residentMb(), lags);
    }

    private static Map<String, Double> parts(LocalPipeline pipeline) {
        Map<String, Double> parts = ThreadCpu.seconds();
        ProcessHandle.of(pipeline.registryPid())
                .flatMap(registry -> registry.info().totalCpuDuration())
                .map(Duration::toMillis)
                .ifPresent(ms -> parts.put("registry (its own JVM)", ms / 1e3));
        return parts;
    }

    private void print(PrintWriter out, StreamsResult result) throws java.io.IOException {
        out.printf(
                "%d streams, %.0f s of sound measured: %.4f CPU-seconds per second of sound, %d"
                        + " MB%n",
                result.streams(),
                result.audioSeconds(),
                result.cpuSecondsPerAudioSecond(),
                result.residentMb());
        result.parts().forEach((part, used) -> out.printf("  %-50s %.4f%n", part, used));
        for (StreamsResult.StreamLags lags : result.perStream()) {
            out.printf(
                    "%-10s %4d words, %d rewrites, shown %s, committed %s, final %s%n",
                    lags.stream(),
                    lags.words(),
                    lags.rewrites(),
                    ms(lags.lag()),
                    ms(lags.commitLag()),
                    ms(lags.finalLag()));
        }
        json.print(out, result);
        out.flush();
    }

    private static String ms(@Nullable Percentiles p) {
        return p == null ? "–" : String.format("%.0f/%.0f ms", p.p50(), p.p95());
    }
}
