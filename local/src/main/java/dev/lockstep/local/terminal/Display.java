package dev.lockstep.local.terminal;

import dev.lockstep.schema.avro.Caption;

/** What a run shows to a person. Thread-safe. */
public interface Display {
    /** A caption came; one of an utterance that is over is shown for good. */
    void caption(Caption caption);

    /** A line for good. */
    void line(String text);

    /** Something that takes a while; each call replaces what the call before said. */
    void progress(String what, long done, long total);

    /** Takes away what is not for good: progress, captions in the making. */
    void settle();
}
