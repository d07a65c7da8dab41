package dev.lockstep.load.replay;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What became of a replay. Immutable; as JSON its field names are those of the components with
 * underscores.
 *
 * @param sent records handed to the Kafka client
 * @param acknowledged records that the brokers have
 * @param failed records that they have not
 * @param seconds how long sending took
 * @param spacing how late records were sent against their intended times; null where nothing waits
 * @param perturbed what was done to the delivery
 * @param payloads what became of pictures that travel by reference
 * @param problems what went wrong, one sentence each
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReplayReport(
        long sent,
        long acknowledged,
        long failed,
        double seconds,
        @Nullable Spacing spacing,
        PerturbationCounts.Snapshot perturbed,
        RestoredPayloads.Counts payloads,
        List<String> problems) {
    ReplayReport {
        problems = List.copyOf(problems);
    }

    /**
     * Quantiles of lateness, ms.
     *
     * @param p50 half of the records were sent earlier
     * @param p99 99 of 100
     * @param max the latest
     */
    record Spacing(double p50, double p99, double max) {
        private static final double US_PER_MS = 1_000;

        /** The quantiles of a histogram of µs. */
        static Spacing of(Histogram micros) {
            return new Spacing(
                    micros.getValueAtPercentile(50) / US_PER_MS,
                    micros.getValueAtPercentile(99) / US_PER_MS,
                    micros.getMaxValue() / US_PER_MS);
        }
    }
}
