package dev.lockstep.local.summary;

import dev.lockstep.schema.avro.Caption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A caption as bytes: about a quarter of what its objects take. Immutable. */
final class PackedCaption {
    private final byte[] bytes;

    private PackedCaption(byte[] bytes) {
        this.bytes = bytes;
    }

    static PackedCaption of(Caption caption) {
        try {
            ByteBuffer buffer = caption.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return new PackedCaption(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
    }

    Caption caption() {
        try {
            return Caption.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("What was packed here can be read", e);
        }
    }

    int size() {
        return bytes.length;
    }
}
