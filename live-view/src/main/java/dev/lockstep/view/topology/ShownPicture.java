package dev.lockstep.view.topology;

import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.state.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The picture of a stream that is shown. Immutable; the bytes are not copied.
 *
 * @param version event time and how it is shown
 * @param eventTimeUs event time, µs since the epoch
 * @param width width of the original picture, pixels
 * @param height height of the original picture, pixels
 * @param bytes JPEG
 */
@SuppressWarnings("ArrayRecordComponent") // A picture is handed over as it is.
record ShownPicture(String version, long eventTimeUs, int width, int height, byte[] bytes) {
    private static final String JPEG = "image/jpeg";

    FrameView view(Origin origin) {
        return new FrameView(version, origin.mediaMs(eventTimeUs), JPEG, bytes);
    }

    byte[] toBytes() {
        byte[] name = version.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 3 * Integer.BYTES + name.length + bytes.length)
                .putLong(eventTimeUs)
                .putInt(width)
                .putInt(height)
                .putInt(name.length)
                .put(name)
                .put(bytes)
                .array();
    }

    static ShownPicture of(byte[] row) {
        ByteBuffer buffer = ByteBuffer.wrap(row);
        long eventTimeUs = buffer.getLong();
        int width = buffer.getInt();
        int height = buffer.getInt();
        byte[] name = new byte[buffer.getInt()];
        buffer.get(name);
        return new ShownPicture(
                new String(name, StandardCharsets.UTF_8),
                eventTimeUs,
                width,
                height,
                Arrays.copyOfRange(row, buffer.position(), row.length));
    }
}
