package dev.lockstep.schema.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as people write them: {@code 250ms}, {@code 1.5s}, {@code 15min} or {@code 15m},
 * {@code 2h}.
 */
final class DurationText {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ?(us|µs|ms|s|min|m|h|d)");

    private DurationText() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "is not a duration with its unit, such as 250ms, 1.5s, 15min or 2h");
        }
        double nanos = Double.parseDouble(matcher.group(1)) * nanosIn(matcher.group(2));
        if (nanos > Long.MAX_VALUE / 2.0) {
            throw new IllegalArgumentException("is longer than a century");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    static String format(Duration duration) {
        long nanos = duration.toNanos();
        for (String unit : new String[] {"h", "min", "s", "ms"}) {
            if (nanos != 0 && nanos % (long) nanosIn(unit) == 0) {
                return nanos / (long) nanosIn(unit) + unit;
            }
        }
        return nanos == 0 ? "0s" : nanos / 1000 + "us";
    }

    private static double nanosIn(String unit) {
        return switch (unit) {
            case "us", "µs" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "min", "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 86_400e9;
        };
    }
}
