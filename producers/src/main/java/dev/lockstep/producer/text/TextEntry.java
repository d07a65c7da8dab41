package dev.lockstep.producer.text;

import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.FailureKind;
import java.util.Optional;
import java.util.OptionalLong;

/** What a feed hands out: a text, or a piece that could not be read. */
public sealed interface TextEntry {

    /**
     * A text.
     *
     * @param ptsUs time from the start of the feed, µs; empty where the feed has none
     * @param eventTimeUs capture time, µs since the epoch; empty where the feed has none
     * @param durationUs how long it is shown, µs; 0 for a point in time
     */
    record Item(
            OptionalLong ptsUs,
            OptionalLong eventTimeUs,
            long durationUs,
            TextKind kind,
            String text,
            Optional<String> author,
            Optional<String> language)
            implements TextEntry {}

    /**
     * A piece that could not be read.
     *
     * @param origin where it came from, with its bytes
     * @param message which line and what is wrong with it
     */
    record Bad(DeadLetters.Origin origin, FailureKind kind, String message) implements TextEntry {}
}
