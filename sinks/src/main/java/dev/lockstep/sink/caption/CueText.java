package dev.lockstep.sink.caption;

import java.util.Locale;

/** Times and text as cue formats write them. */
final class CueText {
    private CueText() {}

    /** {@code hh:mm:ss} and the milliseconds behind the separator. */
    static String time(long ms, char separator) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                ms / 3_600_000,
                ms / 60_000 % 60,
                ms / 1_000 % 60,
                separator,
                ms % 1_000);
    }

    /** The lines of a cue, with what the formats give a meaning to as entities. */
    static String body(Cue cue) {
        return String.join("\n", cue.lines())
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
