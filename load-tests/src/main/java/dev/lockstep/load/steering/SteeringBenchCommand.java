package dev.lockstep.load.steering;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.context.TermExtractor;
import dev.lockstep.inference.speech.noise.NoiseMixer;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.load.measure.ClipText;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.local.accuracy.TextNormalizer;
import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lockstep bench steering}: whether words on screen help speech, and whether they harm it.
 */
@Command(
        name = "steering",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Recognises clips, clean and with noise, with nothing on the screen, with the words that"
                        + " are said, with words that are not said, and with both, and prints word"
                        + " errors.")
public final class SteeringBenchCommand implements Callable<Integer> {
    private static final long NOISE_SEED = 20_261_125;

    /** A slide that has nothing to do with the clips. */
    private static final String OTHER_SLIDE =
            "Kubernetes operators reconcile desired replicas. Checkpoint barriers align across"
                    + " partitions, watermarks advance per source. Latency percentiles, throughput,"
                    + " backpressure, serialization, registry compatibility. Hopper, Ampere, Turing,"
                    + " Pascal. Wizard epic winner printing season tickets hoping lightning parking"
                    + " failure tired mattress again better";

    @Option(
            names = "--clip",
            description =
                    "FILE=TEXT: anything FFmpeg opens and what is said in it; repeat it for several."
                            + " Default: the two readings that the models bring.")
    private @Nullable Map<String, String> clips;

    @Option(
            names = "--noise",
            split = ",",
            defaultValue = "99,10,5,0",
            description =
                    "Ratios of speech to white noise, dB; 99 leaves the clip as it is. Default:"
                            + " ${DEFAULT-VALUE}.")
    private List<Double> noise = List.of();

    @Option(
            names = "--bonus",
            description = "What each token of a word on screen earns. Default: the job's.")
    private @Nullable Double bonus;

    @Option(
            names = "--margin",
            description = "How unlikely a word may be to be tried. Default: the job's.")
    private @Nullable Double margin;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        SteeringConf defaults = SteeringConf.defaults();
        SpeechConf conf =
                CatalogueSpeechModels.standard(1, false)
                        .with(
                                new SteeringConf(
                                        true,
                                        bonus == null ? defaults.bonus() : bonus,
                                        margin == null ? defaults.margin() : margin,
                                        defaults.width(),
                                        defaults.horizon(),
                                        defaults.terms()))
                        .resolve(store);
        List<ClipText> texts = clips == null ? ClipText.samples(store) : ClipText.of(clips);
        List<SteeringResult> results = new ArrayList<>();
        out.printf(
                "%-18s %-8s %-8s %6s %7s %7s %12s %9s%n",
                "clip", "noise", "screen", "words", "errors", "WER", "terms heard", "CPU s/s");
        for (ClipText clip : texts) {
            short[] clean = PcmReader.read16kMono(clip.file());
            for (double decibels : noise) {
                boolean quiet = decibels >= 99;
                short[] samples = quiet ? clean : new NoiseMixer(NOISE_SEED).white(clean, decibels);
                String label = quiet ? "none" : String.format(Locale.ROOT, "%.0f dB", decibels);
                for (Map.Entry<String, List<String>> screen : screens(clip.text()).entrySet()) {
                    SteeringResult result =
                            measure(conf, clip, samples, label, screen.getKey(), screen.getValue());
                    results.add(result);
                    print(out, result);
                }
            }
        }
        json.print(out, Map.of("results", results));
        return 0;
    }

    private static Map<String, List<String>> screens(String text) {
        List<String> right = TermExtractor.terms(List.of(text));
        List<String> wrong = new ArrayList<>(TermExtractor.terms(List.of(OTHER_SLIDE)));
        Set<String> said = new HashSet<>(TextNormalizer.words(text));
        wrong.removeIf(term -> said.contains(term.toLowerCase(Locale.ROOT)));
        List<String> both = new ArrayList<>(right);
        both.addAll(wrong);
        Map<String, List<String>> screens = new LinkedHashMap<>();
        screens.put("nothing", List.of());
        screens.put("right", right);
        screens.put("wrong", wrong);
        screens.put("both", both);
        return screens;
    }

    private static SteeringResult measure(
            SpeechConf conf,
            ClipText clip,
            short[] samples,
            String noise,
            String screen,
            List<String> terms)
            throws Exception {
        SteeredRun.Heard heard = SteeredRun.read(conf, samples, terms);
        WordErrors errors = WordErrors.between(clip.text(), heard.text());
        Set<String> onSlide =
                new HashSet<>(
                        TextNormalizer.words(
                                String.join(" ", TermExtractor.terms(List.of(clip.text())))));
        List<String> left = new ArrayList<>(TextNormalizer.words(heard.text()));
        int said = 0;
        int found = 0;
        for (String word : TextNormalizer.words(clip.text())) {
            if (onSlide.contains(word)) {
                said++;
                found += left.remove(word) ? 1 : 0;
            }
        }
        return new SteeringResult(
                clip.name(),
                noise,
                screen,
                errors.referenceWords(),
                errors.errors(),
                errors.rate(),
                said,
                found,
                heard.cpuSecondsPerAudioSecond());
    }

    private static void print(PrintWriter out, SteeringResult result) {
        out.printf(
                "%-18s %-8s %-8s %6d %7d %7.3f %12s %9.4f%n",
                result.clip(),
                result.noise(),
                result.screen(),
                result.words(),
                result.errors(),
                result.wer(),
                result.termsHeard() + "/" + result.termsSaid(),
                result.cpuSecondsPerAudioSecond());
        out.flush();
    }
}
