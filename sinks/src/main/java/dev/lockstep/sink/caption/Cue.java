package dev.lockstep.sink.caption;

import java.util.List;

/**
 * Text on screen for a while.
 *
 * @param startMs when it appears, ms from the start of the recording
 * @param endMs when it goes, after startMs
 * @param lines one or two lines, unescaped
 */
record Cue(long startMs, long endMs, List<String> lines) {
    Cue {
        lines = List.copyOf(lines);
    }

    Cue endingAt(long otherEndMs) {
        return new Cue(startMs, otherEndMs, lines);
    }
}
