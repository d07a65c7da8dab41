package dev.lockstep.view.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The newest revision of something, as it came, and whether it has settled. Immutable; the bytes
 * are not copied.
 *
 * <p>{@link #merge} picks the higher revision, among equals the settled record, then the one that
 * was published last, then the one with the greater bytes: any order and any repeats of the same
 * records give the same value.
 *
 * @param revision rises with each revision
 * @param fromSettled true: this record came as a settled one
 * @param settled true: a record of any revision came as a settled one
 * @param publishedUs when it was published, µs since the epoch; 0 where nobody said
 * @param value the record's bytes as they lie on its topic
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by merge, never by equals.
public record Revised(
        int revision, boolean fromSettled, boolean settled, long publishedUs, byte[] value) {
    private static final int HEADER_BYTES = 1 + Integer.BYTES + Long.BYTES;
    private static final int FROM_SETTLED = 1;
    private static final int SETTLED = 2;

    /** What holds when both have been read; {@code old} itself where nothing has changed. */
    public static Revised merge(@Nullable Revised old, Revised incoming) {
        if (old == null) {
            return incoming;
        }
        boolean settled = old.settled || incoming.settled;
        Revised newer = compare(incoming, old) > 0 ? incoming : old;
        return newer.settled == settled
                ? newer
                : new Revised(
                        newer.revision, newer.fromSettled, settled, newer.publishedUs, newer.value);
    }

    private static int compare(Revised one, Revised other) {
        int order = Integer.compare(one.revision, other.revision);
        if (order == 0) {
            order = Boolean.compare(one.fromSettled, other.fromSettled);
        }
        if (order == 0) {
            order = Long.compare(one.publishedUs, other.publishedUs);
        }
        return order == 0 ? Arrays.compareUnsigned(one.value, other.value) : order;
    }

    /** As bytes. */
    public byte[] toBytes() {
        int flags = (fromSettled ? FROM_SETTLED : 0) | (settled ? SETTLED : 0);
        return ByteBuffer.allocate(HEADER_BYTES + value.length)
                .put((byte) flags)
                .putInt(revision)
                .putLong(publishedUs)
                .put(value)
                .array();
    }

    /** From {@link #toBytes}. */
    public static Revised of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int flags = buffer.get();
        int revision = buffer.getInt();
        long publishedUs = buffer.getLong();
        return new Revised(
                revision,
                (flags & FROM_SETTLED) != 0,
                (flags & SETTLED) != 0,
                publishedUs,
                Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length));
    }
}
