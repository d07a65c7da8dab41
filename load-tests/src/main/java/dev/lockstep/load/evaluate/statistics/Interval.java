package dev.lockstep.load.evaluate.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A figure and how sure it is. Immutable.
 *
 * @param value the figure; null where there is nothing to make it of
 * @param low lower end of the 95 % interval; null where there are too few units for one
 * @param high upper end
 * @param units how many units were drawn from
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Interval(
        @Nullable Double value, @Nullable Double low, @Nullable Double high, int units) {
    /** A figure without an interval. */
    public static Interval bare(double value, int units) {
        return new Interval(Double.isFinite(value) ? value : null, null, null, units);
    }
}
