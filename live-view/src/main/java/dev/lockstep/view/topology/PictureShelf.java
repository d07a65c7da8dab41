package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of one stream that are still needed, in the store as they came: in each place a picture,
 * what was seen in it, or both. The lowest free place is used first, so the changelog knows few
 * keys and stays small. Not thread-safe.
 */
final class PictureShelf {
    private final String stream;
    private final KeyValueStore<Bytes, byte[]> rows;
    private final RecordDecoders decoders;
    private final BitSet taken = new BitSet();

    /** With what lies in the store. */
    PictureShelf(String stream, KeyValueStore<Bytes, byte[]> rows, RecordDecoders decoders) {
        this.stream = stream;
        this.rows = rows;
        this.decoders = decoders;
        mark(Keys.PICTURE);
        mark(Keys.SEEN);
    }

    private void mark(byte kind) {
        StreamReader.forEach(
                rows,
                Keys.of(kind, stream),
                (key, value) -> taken.set(Math.toIntExact(Keys.lastNumber(key))));
    }

    /** Puts a picture into a free place. */
    int addPicture(byte[] value) {
        int place = taken.nextClearBit(0);
        putPicture(place, value);
        return place;
    }

    /** Puts what was seen in a picture that is not here into a free place. */
    int addSeen(byte[] value) {
        int place = taken.nextClearBit(0);
        putSeen(place, value);
        return place;
    }

    void putPicture(int place, byte[] value) {
        put(Keys.PICTURE, place, value);
    }

    void putSeen(int place, byte[] value) {
        put(Keys.SEEN, place, value);
    }

    private void put(byte kind, int place, byte[] value) {
        rows.put(Keys.of(kind, stream, place), value);
        taken.set(place);
    }

    /** The picture in a place. */
    @Nullable VideoFrame picture(int place) {
        byte[] row = rows.get(Keys.of(Keys.PICTURE, stream, place));
        return row == null ? null : decoders.picture(row);
    }

    /** What was seen in the picture of a place. */
    @Nullable VisionResult seen(int place) {
        byte[] row = rows.get(Keys.of(Keys.SEEN, stream, place));
        return row == null ? null : decoders.scene(row);
    }

    /** Frees a place. */
    void remove(int place) {
        remove(Keys.of(Keys.PICTURE, stream, place));
        remove(Keys.of(Keys.SEEN, stream, place));
        taken.clear(place);
    }

    private void remove(Bytes key) {
        if (rows.get(key) != null) {
            rows.delete(key);
        }
    }

    /** The places that are taken. */
    IntStream places() {
        return ((BitSet) taken.clone()).stream();
    }
}
