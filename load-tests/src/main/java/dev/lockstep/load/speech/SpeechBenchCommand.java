package dev.lockstep.load.speech;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.load.measure.WavFile;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.peers.PeerEnvironment;
import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench speech}: the speech path alone beside moonshine-voice, in one run. */
@Command(
        name = "speech",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs segmenter, recogniser and assembler with partials, without Kafka and Flink,"
                        + " and moonshine-voice's streaming transcriber over the same weights and the"
                        + " same clip, each as fast as it goes, and prints CPU-seconds per second of"
                        + " sound.")
public final class SpeechBenchCommand implements Callable<Integer> {
    @Option(
            names = "--clip",
            description =
                    "Anything FFmpeg opens; default: the 44 s of Dickens that the models bring.")
    private @Nullable Path clip;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "Sound to feed to ours; the clip is repeated. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--peer-minutes",
            defaultValue = "3",
            description =
                    "Sound to feed to the peer, 0 to leave it out. Default: ${DEFAULT-VALUE}.")
    private double peerMinutes;

    @Option(names = "--reference", description = "What is said in the clip, to count word errors.")
    private @Nullable String reference;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        SpeechConf conf = CatalogueSpeechModels.standard(1, false).resolve(store);
        Path source =
                clip == null ? store.resolve("speech-samples").resolve("two_cities.wav") : clip;
        short[] samples = PcmReader.read16kMono(source);
        List<SpeechPathResult> results = new ArrayList<>();
        // Once for the compiler: what is measured is the steady state.
        LockstepSpeechPath.run(conf, samples, 0.5);
        if (peerMinutes > 0) {
            Path cache = ModelStore.standardCacheDir(System.getenv()).resolve("bench");
            MoonshinePeer peer =
                    new MoonshinePeer(PeerEnvironment.moonshine(cache, System.err), System.err);
            peer.install();
            Path wav = cache.resolve("moonshine").resolve("clip.wav");
            WavFile.write(samples, wav);
            Path models = Path.of(conf.modelFolder());
            results.add(peer.measure(models, wav, peerMinutes, "stock"));
            results.add(LockstepSpeechPath.run(conf, samples, peerMinutes));
            results.add(peer.measure(models, wav, peerMinutes, "patched"));
        }
        results.add(LockstepSpeechPath.run(conf, samples, minutes));
        print(out, results);
        return 0;
    }

    private void print(PrintWriter out, List<SpeechPathResult> results) throws IOException {
        out.printf("%-32s %8s %10s %8s %9s%n", "", "audio s", "CPU s/s", "RSS MB", "WER");
        for (SpeechPathResult result : results) {
            out.printf(
                    "%-32s %8.0f %10.4f %8d %9s%n",
                    result.name(),
                    result.audioSeconds(),
                    result.cpuSecondsPerAudioSecond(),
                    result.residentMb(),
                    wordErrorRate(result));
            StringBuilder row = new StringBuilder("    per minute:");
            result.perMinute().forEach(m -> row.append(String.format(" %.3f", m)));
            out.println(row);
        }
        json.print(out, Map.of("results", results));
        out.flush();
    }

    private String wordErrorRate(SpeechPathResult result) {
        return reference == null
                ? "–"
                : String.format("%.3f", WordErrors.between(reference, result.text()).rate());
    }
}
