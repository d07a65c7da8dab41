package dev.lockstep.view.query;

import dev.lockstep.view.state.CaptionPosition;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place among the captions of a stream as text for URLs. It names the caption before, so it stays
 * good while others come and go; it has expired when captions behind it were purged. Stateless.
 */
final class CaptionCursor {
    private static final byte VERSION = 1;
    private static final int MAX_CHARS = 1000;

    private CaptionCursor() {}

    static String write(CaptionPosition position) {
        byte[] source = position.source().getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                ByteBuffer.allocate(1 + 2 * Long.BYTES + source.length)
                        .put(VERSION)
                        .putLong(position.startUs())
                        .putLong(position.utterance())
                        .put(source)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place that a cursor names.
     *
     * @throws IllegalArgumentException when the cursor was never given out
     */
    static CaptionPosition read(String cursor) {
        try {
            if (cursor.length() > MAX_CHARS) {
                throw notOurs(null);
            }
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (buffer.get() != VERSION) {
                throw notOurs(null);
            }
            long startUs = buffer.getLong();
            long utterance = buffer.getLong();
            byte[] source = new byte[buffer.remaining()];
            buffer.get(source);
            return new CaptionPosition(
                    startUs, new String(source, StandardCharsets.UTF_8), utterance);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw notOurs(e);
        }
    }

    private static IllegalArgumentException notOurs(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "The cursor was not given out by this view: use `next` of an answer as it is, or"
                        + " leave the cursor out.",
                cause);
    }
}
