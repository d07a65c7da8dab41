package dev.lockstep.inference.operator;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.flink.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A chunk on its way to the segmenter.
 *
 * @param chunk the chunk
 * @param refused the record that it came in, where the chunk is known to be unusable: the segmenter
 *     counts it for its source and makes the dead letter; null on all others, to save the bytes
 * @param problem why its time cannot be; null where the segmenter itself finds what is wrong
 */
public record AudioInput(AudioChunk chunk, @Nullable RawRecord refused, @Nullable String problem) {
    /** A chunk without its record. */
    public AudioInput(AudioChunk chunk, @Nullable RawRecord refused) {
        this(chunk, refused, null);
    }
}
