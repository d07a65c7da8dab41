package dev.lockstep.align.window;

import java.util.Locale;

/** Why a window was written. */
public enum FireReason {
    /** All awaited sources had passed its end. */
    ALL_PASSED,
    /** Some source was ahead of its end by max-wait of event time. */
    MAX_WAIT,
    /** Live: max-wait of processing time had gone by. */
    DEADLINE,
    /** The stream had ended. */
    END_OF_STREAM,
    /** Nothing had come for the idle timeout. */
    IDLE,
    /** A buffer was full. */
    BUFFER_FULL,
    /** Something came after it had fired. */
    REVISION,
    /** Nothing can change it any more. */
    SETTLED;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it stands in records: lower case with hyphens. */
    public String text() {
        return text;
    }
}
