package dev.lockstep.load.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.measure.Quantiles;
import dev.lockstep.load.measure.Slope;
import dev.lockstep.load.system.ResourceSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a long trial says minute by minute. Immutable.
 *
 * @param minutes each that was measured
 * @param finalLag slope of the final lag over all sentences, ms a minute
 * @param rss slope of resident memory, MB a minute
 * @param heap slope of the heap that full collections leave, MB a minute; null without them
 */
record Soak(
        List<Minute> minutes,
        @JsonProperty("final_lag_ms_per_min") SlopeFigure finalLag,
        @JsonProperty("rss_mb_per_min") SlopeFigure rss,
        @JsonProperty("live_heap_mb_per_min") @Nullable SlopeFigure heap) {
    private static final long MINUTE_MS = 60_000;
    private static final double HIGH = 0.95;

    Soak {
        minutes = List.copyOf(minutes);
    }

    /**
     * A minute.
     *
     * @param minute from the start of the trial
     * @param sentences that ended in it
     * @param finalP50Ms median final lag, ms
     * @param finalP95Ms 95th percentile
     * @param cpuPerAudioSecond CPU-seconds by sound of all streams
     * @param rssMb resident memory at its end, MB
     * @param liveHeapMb heap after a full collection in it, MB; null without one
     */
    record Minute(
            long minute,
            int sentences,
            @JsonProperty("final_p50_ms") double finalP50Ms,
            @JsonProperty("final_p95_ms") double finalP95Ms,
            @JsonProperty("cpu_seconds_per_audio_second") double cpuPerAudioSecond,
            @JsonProperty("rss_mb") long rssMb,
            @JsonProperty("live_heap_mb") @Nullable Double liveHeapMb) {}

    /**
     * A slope.
     *
     * @param slope by minute
     * @param margin half of its 95 % interval; null where there is too little to tell
     */
    record SlopeFigure(double slope, @Nullable Double margin) {
        static SlopeFigure of(Slope slope) {
            return new SlopeFigure(
                    slope.perUnit(), Double.isInfinite(slope.margin()) ? null : slope.margin());
        }
    }

    static Soak of(ScoredTrial trial) {
        Map<Long, List<Double>> lags = new TreeMap<>();
        trial.lags()
                .forEach(
                        lag ->
                                lags.computeIfAbsent(
                                                lag.endMs() / MINUTE_MS, key -> new ArrayList<>())
                                        .add(lag.finalMs()));
        List<Minute> minutes = new ArrayList<>();
        lags.forEach((minute, each) -> minutes.add(minute(trial, minute, each)));
        List<ResourceSample> samples = measured(trial);
        List<Slope.Point> rss =
                samples.stream().map(s -> new Slope.Point(minutes(s), s.rssMb())).toList();
        List<Slope.Point> heap = new ArrayList<>();
        for (ResourceSample sample : samples) {
            if (sample.liveHeapMb() != null) {
                heap.add(new Slope.Point(minutes(sample), sample.liveHeapMb()));
            }
        }
        return new Soak(
                minutes,
                SlopeFigure.of(TrialScorer.slope(trial.lags())),
                SlopeFigure.of(Slope.of(rss, 1)),
                heap.isEmpty() ? null : SlopeFigure.of(Slope.of(heap, 1)));
    }

    private static Minute minute(ScoredTrial trial, long minute, List<Double> lags) {
        List<ResourceSample> within =
                trial.resources().stream().filter(s -> s.atMs() / MINUTE_MS == minute).toList();
        Quantiles quantiles = Quantiles.of(lags);
        double cpu = 0;
        long rssMb = 0;
        Double heap = null;
        if (!within.isEmpty()) {
            ResourceSample first = within.get(0);
            ResourceSample last = within.get(within.size() - 1);
            double sound = (last.atMs() - first.atMs()) / 1e3 * trial.figures().streams();
            cpu = sound == 0 ? 0 : (last.cpuSeconds() - first.cpuSeconds()) / sound;
            rssMb = last.rssMb();
            for (ResourceSample sample : within) {
                heap = sample.liveHeapMb() == null ? heap : sample.liveHeapMb();
            }
        }
        return new Minute(
                minute, lags.size(), quantiles.at(0.5), quantiles.at(HIGH), cpu, rssMb, heap);
    }

    private static List<ResourceSample> measured(ScoredTrial trial) {
        List<ResourceSample> samples = trial.resources();
        if (samples.isEmpty()) {
            return samples;
        }
        long fromMs = samples.get(samples.size() - 1).atMs() - trial.measuredMs();
        return samples.stream().filter(s -> s.atMs() >= fromMs).toList();
    }

    private static double minutes(ResourceSample sample) {
        return sample.atMs() / (double) MINUTE_MS;
    }
}
