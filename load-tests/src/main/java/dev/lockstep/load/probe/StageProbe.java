package dev.lockstep.load.probe;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.lockstep.schema.avro.ProcessingTimes;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How long results took from stage to stage, from the five times that they carry and the moment at
 * which they were received. The first stage counts from when the newest input was meant to be sent,
 * so that a late driver or a full buffer is in it. Thread-safe.
 */
public final class StageProbe {
    private static final long HIGHEST_US = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 3;
    private static final String INTENDED = "intended";
    private static final String RECEIVED = "received";
    private static final double US_PER_MS = 1_000;

    private final Map<String, Map<String, Histogram>> stages = new TreeMap<>();
    private final Map<String, List<Sample>> wholes = new TreeMap<>();

    /**
     * A result.
     *
     * @param intendedUs when its newest input was meant to be sent, µs since the epoch
     * @param wholeUs from then to when it was received, µs
     */
    public record Sample(long intendedUs, long wholeUs) {}

    /**
     * A stage.
     *
     * @param kind of result
     * @param stage from which time to which
     * @param count results that have both
     * @param p50 ms
     * @param p95 ms
     * @param p99 ms
     * @param greatest ms
     */
    public record Stage(
            String kind,
            String stage,
            long count,
            @JsonProperty("p50_ms") double p50,
            @JsonProperty("p95_ms") double p95,
            @JsonProperty("p99_ms") double p99,
            @JsonProperty("max_ms") double greatest) {}

    /**
     * Takes in a result.
     *
     * @param kind of result, for tables
     * @param intendedUs when its newest input was meant to be sent, µs since the epoch
     * @param receivedUs when the result was received
     */
    public synchronized void accept(
            String kind, ProcessingTimes times, long intendedUs, long receivedUs) {
        Map<String, @Nullable Long> moments = new LinkedHashMap<>();
        moments.put(INTENDED, intendedUs);
        moments.put("ingested", times.getIngestedUs());
        moments.put("aligned", times.getAlignedUs());
        moments.put("inferred", times.getInferredUs());
        moments.put("published", times.getPublishedUs());
        moments.put(RECEIVED, receivedUs);
        String from = INTENDED;
        long fromUs = intendedUs;
        for (Map.Entry<String, @Nullable Long> moment : moments.entrySet()) {
            Long atUs = moment.getValue();
            if (atUs != null && !moment.getKey().equals(INTENDED)) {
                record(kind, from + " → " + moment.getKey(), atUs - fromUs);
                from = moment.getKey();
                fromUs = atUs;
            }
        }
        record(kind, INTENDED + " → " + RECEIVED, receivedUs - intendedUs);
        wholes.computeIfAbsent(kind, key -> new ArrayList<>())
                .add(new Sample(intendedUs, receivedUs - intendedUs));
    }

    private void record(String kind, String stage, long us) {
        stages.computeIfAbsent(kind, key -> new LinkedHashMap<>())
                .computeIfAbsent(stage, key -> new Histogram(HIGHEST_US, DIGITS))
                .recordValue(Math.max(0, Math.min(HIGHEST_US, us)));
    }

    /** All stages of all kinds. */
    public synchronized List<Stage> stages() {
        List<Stage> all = new ArrayList<>();
        stages.forEach(
                (kind, each) -> each.forEach((stage, times) -> all.add(stage(kind, stage, times))));
        return all;
    }

    private static Stage stage(String kind, String name, Histogram times) {
        return new Stage(
                kind,
                name,
                times.getTotalCount(),
                times.getValueAtPercentile(50) / US_PER_MS,
                times.getValueAtPercentile(95) / US_PER_MS,
                times.getValueAtPercentile(99) / US_PER_MS,
                times.getMaxValue() / US_PER_MS);
    }

    /** Each result by kind, in the order in which they were received. */
    public synchronized Map<String, List<Sample>> wholes() {
        Map<String, List<Sample>> copy = new TreeMap<>();
        wholes.forEach((kind, samples) -> copy.put(kind, List.copyOf(samples)));
        return copy;
    }
}
