package dev.lockstep.inference.onnx.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Files in ONNX Runtime's own format: a FlatBuffer with the identifier {@code ORTM} at byte 4.
 * Source: the FlatBuffers binary format, and {@code ort.fbs} of ONNX Runtime. Stateless.
 */
final class OrtFormat {
    private static final byte[] IDENTIFIER = "ORTM".getBytes(StandardCharsets.US_ASCII);
    private static final int IDENTIFIER_AT = 4;
    private static final int LEAST_BYTES = 16;

    private OrtFormat() {}

    static boolean recognises(ByteBuffer bytes) {
        if (bytes.limit() < LEAST_BYTES) {
            return false;
        }
        for (int i = 0; i < IDENTIFIER.length; i++) {
            if (bytes.get(IDENTIFIER_AT + i) != IDENTIFIER[i]) {
                return false;
            }
        }
        return true;
    }

    /** Checks identifier, root table and its table of fields; the buffer is little-endian. */
    static void check(ByteBuffer bytes) throws InvalidModelException {
        if (!recognises(bytes)) {
            throw new InvalidModelException(
                    "it should be in ONNX Runtime's format and lacks its identifier ORTM");
        }
        long root = Integer.toUnsignedLong(bytes.getInt(0));
        if (root < IDENTIFIER_AT + IDENTIFIER.length || root > bytes.limit() - 4L) {
            throw new InvalidModelException("it is cut short or damaged: its root is not in it");
        }
        long fields = root - bytes.getInt((int) root);
        if (fields < 0 || fields > bytes.limit() - 4L) {
            throw new InvalidModelException("it is cut short or damaged: its fields are not in it");
        }
        int fieldBytes = Short.toUnsignedInt(bytes.getShort((int) fields));
        int tableBytes = Short.toUnsignedInt(bytes.getShort((int) fields + 2));
        if (fields + fieldBytes > bytes.limit() || root + tableBytes > bytes.limit()) {
            throw new InvalidModelException("it is cut short or damaged: its root is not whole");
        }
    }
}
