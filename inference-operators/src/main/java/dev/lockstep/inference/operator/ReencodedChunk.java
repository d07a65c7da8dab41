package dev.lockstep.inference.operator;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The origin of a chunk that did not come with its record: partition and offset are −1, the value
 * is the chunk in Avro's single-object encoding.
 *
 * @param chunk the chunk
 */
record ReencodedChunk(AudioChunk chunk) implements DeadLetters.Origin {
    @Override
    public String topic() {
        return Topics.MEDIA_AUDIO.name();
    }

    @Override
    public int partition() {
        return -1;
    }

    @Override
    public long offset() {
        return -1;
    }

    @Override
    public long timestampMs() {
        return Topics.MEDIA_AUDIO.timestampMs(chunk);
    }

    @Override
    public byte[] key() {
        return chunk.getStreamId().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] value() {
        try {
            ByteBuffer encoded = chunk.toByteBuffer();
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
