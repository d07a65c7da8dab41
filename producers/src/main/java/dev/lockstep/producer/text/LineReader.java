package dev.lockstep.producer.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of UTF-8 that end with LF or CRLF, numbered from 1. A line longer than 1 MiB is cut, so
 * that no input can fill the memory. Not thread-safe.
 */
final class LineReader implements AutoCloseable {

    static final int MAX_LINE_BYTES = 1 << 20;

    /**
     * A line without its end.
     *
     * @param tooLong bytes beyond the limit were left out
     */
    record Line(long number, byte[] bytes, boolean tooLong) {

        /** The text; empty when it is not UTF-8. */
        Optional<String> text() {
            try {
                String text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString();
                return Optional.of(
                        number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }
    }

    private final InputStream in;
    private long number;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    Optional<Line> next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(120);
        boolean tooLong = false;
        while (b >= 0 && b != '\n') {
            if (line.size() < MAX_LINE_BYTES) {
                line.write(b);
            } else {
                tooLong = true;
            }
            b = in.read();
        }
        byte[] bytes = line.toByteArray();
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\r') {
            end--;
        }
        return Optional.of(
                new Line(
                        number,
                        end == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, end),
                        tooLong));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
