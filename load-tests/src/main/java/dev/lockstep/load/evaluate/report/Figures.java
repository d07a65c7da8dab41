package dev.lockstep.load.evaluate.report;

import dev.lockstep.load.evaluate.statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. Stateless. */
final class Figures {
    private static final int PERCENT = 100;

    private Figures() {}

    /** "5.3 % [2.1, 9.0]". */
    static String percent(@Nullable Interval interval) {
        return interval == null ? "–" : text(interval, PERCENT, "%.1f", " %");
    }

    /** "+4.2 [1.0, 7.7]", in points of a percentage. */
    static String change(@Nullable Interval interval) {
        return interval == null ? "–" : text(interval, PERCENT, "%+.1f", "");
    }

    /** "0.93 [0.91, 0.95]". */
    static String plain(@Nullable Interval interval) {
        return interval == null ? "–" : text(interval, 1, "%.2f", "");
    }

    private static String text(Interval interval, double times, String format, String unit) {
        Double value = interval.value();
        Double low = interval.low();
        Double high = interval.high();
        if (value == null) {
            return "–";
        }
        String figure = number(format, value * times) + unit;
        return low == null || high == null
                ? figure
                : figure
                        + " ["
                        + number(format, low * times)
                        + ", "
                        + number(format, high * times)
                        + "]";
    }

    static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    static String p(@Nullable Double p) {
        if (p == null) {
            return "–";
        }
        return p < 0.001 ? "< 0.001" : number("%.3f", p);
    }
}
