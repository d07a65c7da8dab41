package dev.lockstep.load.speech;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.recognize.RecognizerConf;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.load.measure.Spread;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.report.BenchJson;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.result.Figure;
import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench batching}: recognition with and without batches, in one run. */
@Command(
        name = "batching",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Recognises the utterances of a clip, partials on, for 1 to 16 streams at once,"
                        + " each as fast as it is answered, with batches and one by one in turns, and"
                        + " prints the median and the least and greatest of the repetitions.")
public final class BatchingBenchCommand implements Callable<Integer> {
    @Option(
            names = "--streams",
            split = ",",
            defaultValue = "1,2,4,8,16",
            description = "Default: ${DEFAULT-VALUE}.")
    private int[] streams = {};

    @Option(
            names = "--batch-size",
            defaultValue = "8",
            description = "Most requests of a batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--batch-delay",
            defaultValue = "0",
            description =
                    "Milliseconds that a request waits for others. Default: ${DEFAULT-VALUE}.")
    private int batchDelayMs;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "Batches side by side. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--repetitions", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int repetitions;

    @Option(
            names = "--clip",
            description =
                    "Anything FFmpeg opens; default: the 44 s of Dickens that the models bring.")
    private @Nullable Path clip;

    @Option(names = "--reference", description = "What is said in the clip, to count word errors.")
    private @Nullable String reference;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    /**
     * What so many streams took with batches of so many requests.
     *
     * @param streams how many at once
     * @param batchSize most requests of a batch
     * @param audioPerSecond seconds of sound that were recognised in a second
     * @param p50Ms median time from a request to its answer
     * @param p95Ms the 95th percentile
     * @param cpuPerAudioSecond CPU time for a second of sound
     * @param meanBatch mean requests of the batch that a request was in
     * @param wordErrorRate of all finals; null without a reference
     */
    record Row(
            int streams,
            @JsonProperty("batch_size") int batchSize,
            @JsonProperty("audio_per_second") Spread audioPerSecond,
            @JsonProperty("p50_ms") Spread p50Ms,
            @JsonProperty("p95_ms") Spread p95Ms,
            @JsonProperty("cpu_seconds_per_audio_second") Spread cpuPerAudioSecond,
            @JsonProperty("mean_batch") double meanBatch,
            @JsonProperty("wer") @Nullable Double wordErrorRate) {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        BenchFacts facts =
                BenchFacts.now(
                        "batching",
                        Map.of(
                                "batch-delay",
                                batchDelayMs + " ms",
                                "threads",
                                String.valueOf(threads)));
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        SpeechConf one = conf(store, 1);
        SpeechConf many = conf(store, batchSize);
        Path source =
                clip == null ? store.resolve("speech-samples").resolve("two_cities.wav") : clip;
        short[] samples = PcmReader.read16kMono(source);
        List<Row> rows = new ArrayList<>();
        try (SharedSpeech.Lease single = SharedSpeech.acquire(one);
                SharedSpeech.Lease batched = SharedSpeech.acquire(many)) {
            UtteranceLoad load = UtteranceLoad.of(single, samples);
            heading(out, load);
            // Once for the compiler: what is measured is the steady state.
            BatchingRun.measure(single.recognizer(), load, 2);
            BatchingRun.measure(batched.recognizer(), load, 4);
            for (int n : streams) {
                Map<Integer, List<BatchingRun.Sample>> measured = new LinkedHashMap<>();
                for (int i = 0; i < repetitions; i++) {
                    // In turns, so that whatever else the machine does strikes both.
                    for (SharedSpeech.Lease lease : List.of(single, batched)) {
                        measured.computeIfAbsent(
                                        lease == single ? 1 : batchSize, k -> new ArrayList<>())
                                .add(BatchingRun.measure(lease.recognizer(), load, n));
                    }
                }
                measured.forEach(
                        (size, all) -> {
                            rows.add(row(n, size, all));
                            print(out, rows.get(rows.size() - 1));
                        });
            }
        }
        finish(out, facts, rows);
        return 0;
    }

    private SpeechConf conf(ModelStore store, int size) {
        SpeechConf conf = CatalogueSpeechModels.standard(threads, true).resolve(store);
        RecognizerConf recognizer =
                conf.recognizer().batching(size, Duration.ofMillis(size == 1 ? 0 : batchDelayMs));
        return new SpeechConf(
                conf.modelId(),
                conf.modelVersion(),
                conf.modelFolder(),
                conf.detectorFile(),
                recognizer);
    }

    private Row row(int streams, int size, List<BatchingRun.Sample> all) {
        return new Row(
                streams,
                size,
                spread(all, BatchingRun.Sample::audioPerSecond),
                spread(all, BatchingRun.Sample::p50Ms),
                spread(all, BatchingRun.Sample::p95Ms),
                spread(all, BatchingRun.Sample::cpuPerAudioSecond),
                all.stream().mapToDouble(BatchingRun.Sample::batchSize).average().orElse(0),
                wordErrorRate(all));
    }

    private @Nullable Double wordErrorRate(List<BatchingRun.Sample> all) {
        if (reference == null) {
            return null;
        }
        String truth = reference;
        return all.stream()
                .flatMap(sample -> sample.transcripts().stream())
                .mapToDouble(text -> WordErrors.between(truth, text).rate())
                .average()
                .orElse(0);
    }

    private static Spread spread(
            List<BatchingRun.Sample> all, ToDoubleFunction<BatchingRun.Sample> figure) {
        return Spread.of(all.stream().map(figure::applyAsDouble).toList());
    }

    private void heading(PrintWriter out, UtteranceLoad load) {
        out.printf(
                Locale.ROOT,
                "%d CPUs, load average %.2f, %d threads, %.0f s of sound in %d requests a stream,"
                        + " %d repetitions: median (least to greatest)%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                threads,
                load.seconds(),
                load.requests(),
                repetitions);
        out.printf(
                "%7s %5s %24s %20s %20s %22s %10s %6s%n",
                "streams",
                "batch",
                "sound s/s",
                "p50 ms",
                "p95 ms",
                "CPU s/s",
                "mean batch",
                "WER");
        out.flush();
    }

    private static void print(PrintWriter out, Row row) {
        out.printf(
                Locale.ROOT,
                "%7d %5d %24s %20s %20s %22s %10.2f %6s%n",
                row.streams(),
                row.batchSize(),
                text("%.1f", row.audioPerSecond()),
                text("%.0f", row.p50Ms()),
                text("%.0f", row.p95Ms()),
                text("%.4f", row.cpuPerAudioSecond()),
                row.meanBatch(),
                row.wordErrorRate() == null
                        ? "–"
                        : String.format(Locale.ROOT, "%.3f", row.wordErrorRate()));
        out.flush();
    }

    private static String text(String format, Spread spread) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                spread.median(),
                spread.least(),
                spread.greatest());
    }

    private static List<Figure> figures(List<Row> rows) {
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows) {
            String who = row.streams() + " streams, batches of " + row.batchSize();
            figures.add(
                    Figure.less(
                            who + ": CPU", "s per s of sound", row.cpuPerAudioSecond().values()));
            figures.add(
                    Figure.more(
                            who + ": throughput", "s of sound/s", row.audioPerSecond().values()));
            figures.add(Figure.less(who + ": p50", "ms", row.p50Ms().values()));
            figures.add(Figure.less(who + ": p95", "ms", row.p95Ms().values()));
        }
        return figures;
    }

    private void finish(PrintWriter out, BenchFacts facts, List<Row> rows) throws IOException {
        json.print(out, BenchJson.of(Map.of("results", rows), facts, figures(rows)));
        out.flush();
    }
}
