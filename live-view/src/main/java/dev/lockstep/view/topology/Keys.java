package dev.lockstep.view.topology;

import dev.lockstep.view.state.CaptionPosition;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the stores: what it is (one byte), the stream (two bytes of length, UTF-8), then what
 * tells it from its like, so that the rows of a stream lie together in their order. Numbers are
 * big-endian with the sign turned, so that they sort as bytes. Stateless.
 */
final class Keys {
    static final byte STATE = 'S';
    static final byte CAPTION = 'C';
    static final byte POSITION = 'P';
    static final byte WINDOW = 'W';
    static final byte VERDICT = 'V';
    static final byte HELD = 'H';
    static final byte TURN = 'T';
    static final byte LEDGER = 'L';
    static final byte SCENE = 'N';
    static final byte RESULT = 'R';
    static final byte LAG = 'G';
    static final byte COMPLIANCE = 'M';
    static final byte MEASURED = 'J';
    static final byte FRAME = 'F';
    static final byte DESK = 'D';
    static final byte PICTURE = 'I';
    static final byte SEEN = 'E';

    private Keys() {}

    /** The one row of a stream, or what all its rows of a kind begin with. */
    static Bytes of(byte kind, String stream) {
        return new Key(kind, stream).bytes();
    }

    static Bytes of(byte kind, String stream, long number) {
        return new Key(kind, stream).number(number).bytes();
    }

    static Bytes of(byte kind, String stream, String source) {
        return new Key(kind, stream).text(source).bytes();
    }

    /** All rows of a kind, of whichever stream. */
    static Bytes all(byte kind) {
        return Bytes.wrap(new byte[] {kind});
    }

    static Bytes caption(String stream, CaptionPosition at) {
        return new Key(CAPTION, stream)
                .number(at.startUs())
                .text(at.source())
                .number(at.utterance())
                .bytes();
    }

    static Bytes position(String stream, String source, long utterance) {
        return new Key(POSITION, stream).text(source).number(utterance).bytes();
    }

    static Bytes verdict(String stream, String source, int epoch, long sequence) {
        return text(VERDICT, stream, source, epoch, sequence).bytes();
    }

    /** What all windows that hold a text back begin with. */
    static Bytes held(String stream, String source, int epoch, long sequence) {
        return text(HELD, stream, source, epoch, sequence).bytes();
    }

    /** A window that holds a text back. */
    static Bytes held(String stream, String source, int epoch, long sequence, long windowUs) {
        return text(HELD, stream, source, epoch, sequence).number(windowUs).bytes();
    }

    private static Key text(byte kind, String stream, String source, int epoch, long sequence) {
        return new Key(kind, stream).text(source).number(epoch).number(sequence);
    }

    /** The stream in a key. */
    static String stream(Bytes key) {
        byte[] bytes = key.get();
        int length = ByteBuffer.wrap(bytes).getShort(1) & 0xffff;
        return new String(bytes, 1 + Short.BYTES, length, StandardCharsets.UTF_8);
    }

    /** The position in a caption's key. */
    static CaptionPosition captionPosition(Bytes key) {
        ByteBuffer buffer = ByteBuffer.wrap(key.get());
        buffer.get();
        buffer.position(buffer.position() + Short.BYTES + (buffer.getShort(1) & 0xffff));
        long startUs = buffer.getLong() ^ Long.MIN_VALUE;
        byte[] source = new byte[buffer.getShort() & 0xffff];
        buffer.get(source);
        long utterance = buffer.getLong() ^ Long.MIN_VALUE;
        return new CaptionPosition(startUs, new String(source, StandardCharsets.UTF_8), utterance);
    }

    /** The number at the end of a key. */
    static long lastNumber(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES) ^ Long.MIN_VALUE;
    }

    /** The first key after all that begin with this one. */
    static Bytes after(Bytes prefix) {
        return Bytes.increment(prefix);
    }

    private static final class Key {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

        Key(byte kind, String stream) {
            out.write(kind);
            text(stream);
        }

        Key text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0xffff) {
                throw new IllegalArgumentException(
                        "A name of " + bytes.length + " bytes is too long for the view.");
            }
            out.write(bytes.length >> 8);
            out.write(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Key number(long number) {
            out.writeBytes(
                    ByteBuffer.allocate(Long.BYTES).putLong(number ^ Long.MIN_VALUE).array());
            return this;
        }

        Bytes bytes() {
            return Bytes.wrap(out.toByteArray());
        }
    }
}
