package dev.lockstep.sink.caption;

import java.util.List;

/**
 * Text on screen for a while. Immutable.
 *
 * @param startMs when it appears, ms from the start of the recording
 * @param endMs when it goes, after startMs
 * @param lines one or two lines, unescaped
 */
public record Cue(long startMs, long endMs, List<String> lines) {
    public Cue {
        lines = List.copyOf(lines);
    }

    /** The same until another time. */
    public Cue endingAt(long otherEndMs) {
        return new Cue(startMs, otherEndMs, lines);
    }
}
