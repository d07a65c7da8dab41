package dev.lockstep.align.config;

/** What event time is to the stream. */
public enum AlignMode {
    /** The wall clock: nobody is waited for longer than max-wait. */
    LIVE,
    /**
     * A recording's own time: sources are waited for until they end, and processing time decides
     * nothing, so that a replay gives the same windows each time.
     */
    REPLAY
}
