package dev.lockstep.load.evaluate.robustness;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.Share;
import java.util.List;

/**
 * A measure under a condition, beside the same items without it. Immutable.
 *
 * @param measure what is measured, such as word error rate
 * @param condition what was done to the items
 * @param items how many
 * @param value the measure under the condition
 * @param clean the measure without it, of the same items
 * @param change value less clean, with an interval over paired items
 */
public record Degradation(
        String measure,
        String condition,
        int items,
        Interval value,
        Interval clean,
        @JsonProperty("change") Interval change) {
    /** Of items in the same order. */
    public static Degradation of(
            String measure,
            String condition,
            List<Share> clean,
            List<Share> damaged,
            Bootstrap bootstrap) {
        return new Degradation(
                measure,
                condition,
                damaged.size(),
                bootstrap.rate(damaged),
                bootstrap.rate(clean),
                bootstrap.difference(clean, damaged));
    }
}
