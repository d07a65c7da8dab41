package dev.lockstep.local.report;

import dev.lockstep.view.model.LagView;
import dev.lockstep.view.model.LimitView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. Stateless. */
final class FigureText {
    static final String NOT_MEASURED = "not measured";

    private static final double MS_PER_SECOND = 1_000;
    private static final double PERCENT = 100;

    private FigureText() {}

    static String seconds(long ms) {
        return format("%.2f s", ms / MS_PER_SECOND);
    }

    /** Hours, minutes and seconds of media time. */
    static String time(long ms) {
        return format("%d:%02d:%02d", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60);
    }

    static String percent(double share) {
        return format("%.1f %%", share * PERCENT);
    }

    /** A row: its name, then mean and percentiles. */
    static List<String> lag(String name, @Nullable LagView lag) {
        if (lag == null) {
            return List.of(name, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED, NOT_MEASURED, "0");
        }
        return List.of(
                name,
                seconds(Math.round(lag.meanMs())),
                seconds(lag.p50Ms()),
                seconds(lag.p95Ms()),
                seconds(lag.p99Ms()),
                String.valueOf(lag.count()));
    }

    /** A figure or a limit with its unit. */
    static String value(@Nullable Double value, LimitView limit) {
        if (value == null) {
            return NOT_MEASURED;
        }
        return switch (limit.unit()) {
            case "ms" -> seconds(Math.round(value));
            case "share" -> percent(value);
            case "%" -> format("%.2f %%", value);
            case "count" -> format("%.0f", value);
            case "per word" -> format("%.2f per word", value);
            default -> format("%.0f %s", value, limit.unit());
        };
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
