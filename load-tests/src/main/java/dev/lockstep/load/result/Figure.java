package dev.lockstep.load.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A figure that was measured several times, as {@code lockstep bench compare} takes it. Immutable.
 *
 * @param name the same in each run of a benchmark with the same settings
 * @param unit for people
 * @param better whether less or more of it is better
 * @param values of each repetition, or of each stretch of time
 */
public record Figure(String name, String unit, Better better, List<Double> values) {
    /** Which way is better. */
    public enum Better {
        /** Less is better. */
        LESS,
        /** More is better. */
        MORE;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Figure {
        values = List.copyOf(values);
    }

    /** A figure that is better when it is less. */
    public static Figure less(String name, String unit, List<Double> values) {
        return new Figure(name, unit, Better.LESS, values);
    }

    /** A figure that is better when it is more. */
    public static Figure more(String name, String unit, List<Double> values) {
        return new Figure(name, unit, Better.MORE, values);
    }
}
