package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.payload.PayloadStoreException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of a frame's picture, wherever they are. */
final class FramePayload {
    /** More than any frame within the limits needs, bytes. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private FramePayload() {}

    /** A picture that is kept elsewhere cannot be had. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        MissingException(String message) {
            super(message);
        }
    }

    static byte[] of(VideoFrame frame, @Nullable PayloadStore payloads)
            throws InvalidFrameException, MissingException {
        if (!"jpeg".equals(frame.getCodec())) {
            throw new InvalidFrameException(
                    "The frame is coded as '" + frame.getCodec() + "', only jpeg can be used.");
        }
        ByteBuffer inline = frame.getPayload();
        if (inline != null) {
            return bytes(inline);
        }
        PayloadReference reference = frame.getPayloadReference();
        if (reference == null) {
            throw new InvalidFrameException(
                    "The frame has neither a picture nor a reference to one.");
        }
        if (reference.getSizeBytes() > MOST_BYTES) {
            throw new InvalidFrameException(
                    "The frame refers to a picture of "
                            + reference.getSizeBytes()
                            + " bytes, more than the "
                            + MOST_BYTES
                            + " that are read.");
        }
        if (payloads == null) {
            throw new MissingException(
                    "The frame's picture travels by reference, and no folder is named to read it"
                            + " from: set vision.payload-dir to the producer's.");
        }
        try {
            return payloads.get(reference);
        } catch (PayloadStoreException e) {
            if (e.kind() == PayloadStoreException.Kind.DAMAGED) {
                throw new InvalidFrameException(String.valueOf(e.getMessage()));
            }
            throw new MissingException(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer.hasArray()
                && buffer.arrayOffset() == 0
                && buffer.position() == 0
                && buffer.remaining() == buffer.array().length) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
