package dev.lockstep.local.terminal;

import java.util.Locale;

/** Time since the start of the source, for people. */
public final class TimeCode {
    private TimeCode() {}

    /** {@code 75_300_000} µs is "1:15.3", an hour later "1:01:15.3"; negative times are 0. */
    public static String of(long ptsUs) {
        long tenths = Math.max(0, ptsUs) / 100_000;
        long seconds = tenths / 10;
        long hours = seconds / 3600;
        return hours > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d.%d",
                        hours,
                        seconds / 60 % 60,
                        seconds % 60,
                        tenths % 10)
                : String.format(Locale.ROOT, "%d:%02d.%d", seconds / 60, seconds % 60, tenths % 10);
    }
}
