package dev.lockstep.view.topology;

import java.nio.ByteBuffer;

/**
 * How far the pictures of a stream are shown, as it lies in the store. Immutable.
 *
 * @param shownUs event time of the picture that was shown or held last, µs since the epoch
 * @param sceneUs event time of the scene that was told last, µs since the epoch
 * @param next place of the picture that is to be shown next
 * @param plain place of the picture that is shown although nobody has looked at it yet
 */
record PictureMarks(long shownUs, long sceneUs, int next, int plain) {
    /** There is no such picture. */
    static final int NONE = -1;

    byte[] toBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES)
                .putLong(shownUs)
                .putLong(sceneUs)
                .putInt(next)
                .putInt(plain)
                .array();
    }

    static PictureMarks of(byte[] row) {
        ByteBuffer buffer = ByteBuffer.wrap(row);
        return new PictureMarks(
                buffer.getLong(), buffer.getLong(), buffer.getInt(), buffer.getInt());
    }
}
