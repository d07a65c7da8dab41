package dev.lockstep.local.terminal;

import java.util.Locale;

/** A bar of text; without a known total, an amount. Stateless. */
public final class ProgressBar {
    private static final int WIDEST = 30;
    private static final int ROOM_FOR_AMOUNT = 12;

    private ProgressBar() {}

    /** One line that fits into the width. */
    public static String line(String what, long done, long total, int columns) {
        String amount = amount(done, total);
        String shown = Printable.of(what);
        int room = columns - 1 - ROOM_FOR_AMOUNT;
        if (shown.length() > room) {
            shown = shown.substring(0, room - 1) + "\u2026";
        }
        int bar = Math.min(WIDEST, columns - 1 - shown.length() - amount.length() - 4);
        if (total <= 0 || bar < 5) {
            return shown + " " + amount;
        }
        int filled = (int) Math.min(bar, bar * Math.max(0, done) / total);
        return shown
                + " ["
                + "=".repeat(filled)
                + (filled < bar ? ">" + " ".repeat(bar - filled - 1) : "")
                + "] "
                + amount;
    }

    /** "42 %", or where the total is unknown and the amount in bytes large, "12.3 MB". */
    static String amount(long done, long total) {
        if (total > 0) {
            return Math.min(100, Math.max(0, done) * 100 / total) + " %";
        }
        return done < 100_000
                ? Long.toString(done)
                : String.format(Locale.ROOT, "%.1f MB", done / 1e6);
    }
}
