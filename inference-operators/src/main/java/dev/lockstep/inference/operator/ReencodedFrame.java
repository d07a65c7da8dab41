package dev.lockstep.inference.operator;

import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The origin of a frame that did not come with its record: partition and offset are −1, the value
 * is the frame in Avro's single-object encoding.
 *
 * @param frame the frame
 */
record ReencodedFrame(VideoFrame frame) implements DeadLetters.Origin {
    @Override
    public String topic() {
        return Topics.MEDIA_VIDEO.name();
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
        return Topics.MEDIA_VIDEO.timestampMs(frame);
    }

    @Override
    public byte[] key() {
        return frame.getStreamId().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] value() {
        try {
            ByteBuffer encoded = frame.toByteBuffer();
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
