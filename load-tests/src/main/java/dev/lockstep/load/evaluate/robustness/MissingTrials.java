package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.align.core.StreamAligner;
import dev.lockstep.align.core.StreamState;
import dev.lockstep.inference.fusion.WeightedFusion;
import dev.lockstep.inference.fusion.WindowFusion;
import dev.lockstep.inference.fusion.WindowTexts;
import dev.lockstep.inference.fusion.WindowVectors;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.load.evaluate.path.TextPath;
import dev.lockstep.load.evaluate.path.WindowLog;
import dev.lockstep.load.evaluate.robustness.SuiteStream.Timed;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Quantiles;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays a stream through the aligner and the fusion of the job, whole and with each modality
 * missing, by a clock that follows ingest times. One thread.
 */
final class MissingTrials {
    private static final double P95 = 0.95;
    private static final long WIDEST_US = 2_500_000;
    private static final Map<Modality, String> SOURCES =
            Map.of(
                    Modality.AUDIO, SoundChunks.SOURCE,
                    Modality.VIDEO, SuiteStream.CAMERA,
                    Modality.TEXT, SuiteStream.CHAT);

    private final SuiteStream stream;
    private final @Nullable Encoder texts;
    private final Bootstrap bootstrap;
    private final StreamAligner aligner =
            new StreamAligner(
                    AlignConf.of(
                            new OptionLoader(AlignOptions.ALL)
                                    .map(Map.of(AlignOptions.MODE.key(), "live"), "the evaluation")
                                    .load()));

    /** Embeds texts in order. */
    @FunctionalInterface
    interface Encoder {
        /** A vector each; of no values for a blank text. */
        List<float[]> encode(List<String> texts);
    }

    /**
     * Trials on a stream.
     *
     * @param texts null where there is no encoder: windows are weighed, and nothing is compared
     */
    MissingTrials(SuiteStream stream, @Nullable Encoder texts, Bootstrap bootstrap) {
        this.stream = stream;
        this.texts = texts;
        this.bootstrap = bootstrap;
    }

    /** The whole stream first; none where it has fewer than two modalities. */
    List<MissingModality> run() {
        List<MissingModality> results = new ArrayList<>();
        if (stream.modalities().size() < 2) {
            return results;
        }
        Played whole = play(null, Long.MAX_VALUE);
        results.add(result(null, "whole", whole, whole));
        long middleUs = SoundChunks.START_US + stream.lengthUs() / 2;
        for (Modality missing : stream.modalities()) {
            results.add(result(missing, "absent", play(missing, Long.MIN_VALUE), whole));
            results.add(result(missing, "stops", play(missing, middleUs), whole));
        }
        return results;
    }

    /** What came of a stream. */
    private record Played(Map<Long, Long> firedMs, List<AlignedWindow> settled) {}

    private Played play(@Nullable Modality missing, long fromUs) {
        List<String> announced = stream.modalities().stream().map(SOURCES::get).toList();
        StreamState state = new StreamState();
        WindowLog log = new WindowLog();
        Set<String> begun = new HashSet<>();
        long lastMs = 0;
        for (Timed timed : stream.items()) {
            StreamItem item = timed.item();
            if (item.modality() == missing && timed.atUs() >= fromUs) {
                continue;
            }
            boolean first = item.role() == ItemRole.RECORD && begun.add(item.sourceId());
            lastMs = timed.atUs() / 1_000;
            log.accept(aligner, state, first ? item.announcing(announced) : item, lastMs);
        }
        log.runOut(aligner, state, lastMs);
        return new Played(log.firedMs(), log.settled().stream().map(this::fused).toList());
    }

    private AlignedWindow fused(AlignedWindow window) {
        WindowVectors vectors = WindowVectors.NONE;
        if (texts != null) {
            List<float[]> encoded = texts.encode(WindowTexts.of(window).all());
            vectors =
                    new WindowVectors(
                            orNull(encoded.get(0)),
                            orNull(encoded.get(1)),
                            orNull(encoded.get(2)),
                            orNull(encoded.get(3)),
                            TextPath.ENCODER,
                            "",
                            "");
        }
        new WindowFusion(new WeightedFusion(), false).fuse(window, vectors);
        return window;
    }

    private static float @Nullable [] orNull(float[] vector) {
        return vector.length == 0 ? null : vector;
    }

    private MissingModality result(
            @Nullable Modality missing, String how, Played played, Played whole) {
        Map<Long, Long> fired = beforeTheEnd(played);
        Set<Long> expected = beforeTheEnd(whole).keySet();
        long both = expected.stream().filter(fired::containsKey).count();
        List<Double> waits = fired.values().stream().map(Long::doubleValue).toList();
        Map<String, Integer> told = new TreeMap<>();
        Map<String, List<Double>> weights = new TreeMap<>();
        for (AlignedWindow window : played.settled()) {
            for (ModalityStatus status : window.getModalities()) {
                if (status.getModality() == missing
                        && status.getCompleteness() != Completeness.COMPLETE) {
                    String reason = status.getReason();
                    told.merge(reason == null ? "nothing" : reason, 1, Integer::sum);
                }
                if (status.getWeight() != null
                        && stream.modalities().contains(status.getModality())) {
                    weights.computeIfAbsent(name(status.getModality()), m -> new ArrayList<>())
                            .add(status.getWeight().doubleValue());
                }
            }
        }
        Map<String, Double> means = new TreeMap<>();
        weights.forEach(
                (modality, values) ->
                        means.put(
                                modality,
                                values.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElse(0)));
        return new MissingModality(
                missing == null ? null : name(missing),
                how,
                played.settled().size(),
                expected.isEmpty() ? Double.NaN : (double) both / expected.size(),
                waits.isEmpty() ? Double.NaN : Quantiles.nearestRank(waits, P95),
                waits.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
                told,
                means,
                missing == null || texts == null ? null : bootstrap.mean(likeness(played, whole)));
    }

    /** Windows that reach the end of the stream wait for a source that never says it is over. */
    private Map<Long, Long> beforeTheEnd(Played played) {
        long lastUs = SoundChunks.START_US + stream.lengthUs() - WIDEST_US;
        Map<Long, Long> fired = new TreeMap<>(played.firedMs());
        fired.keySet().removeIf(startUs -> startUs > lastUs);
        return fired;
    }

    private static List<Double> likeness(Played played, Played whole) {
        Map<Long, List<Float>> before = new HashMap<>();
        for (AlignedWindow window : whole.settled()) {
            before.put(window.getStartUs(), window.getEmbedding());
        }
        List<Double> cosines = new ArrayList<>();
        for (AlignedWindow window : played.settled()) {
            List<Float> was = before.get(window.getStartUs());
            List<Float> is = window.getEmbedding();
            // A window with nothing left to fuse is counted as unlike, not left out.
            if (was != null) {
                cosines.add(is == null ? 0 : cosine(was, is));
            }
        }
        return cosines;
    }

    private static double cosine(List<Float> a, List<Float> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    private static String name(Modality modality) {
        return modality.name().toLowerCase(Locale.ROOT);
    }
}
