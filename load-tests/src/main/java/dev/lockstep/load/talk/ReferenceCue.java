package dev.lockstep.load.talk;

/**
 * A sentence, or a part of one, that is said without a long pause.
 *
 * @param startMs when it begins, ms from the start of the sound
 * @param endMs when its last word ends, ms from the start of the sound
 * @param text what is said
 */
public record ReferenceCue(long startMs, long endMs, String text) {
    public ReferenceCue {
        if (startMs < 0 || endMs <= startMs) {
            throw new IllegalArgumentException(
                    "A cue must end after it begins, but " + startMs + " to " + endMs + " ms.");
        }
    }

    /** This one and a later one as one. */
    public ReferenceCue and(ReferenceCue later) {
        return new ReferenceCue(startMs, Math.max(endMs, later.endMs), text + " " + later.text);
    }

    /** The same, later. */
    public ReferenceCue shifted(long ms) {
        return new ReferenceCue(startMs + ms, endMs + ms, text);
    }
}
