package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.VideoFrame;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest pictures of a source that wait for what was seen in them, and what was seen in
 * pictures that have not come yet; both bounded, and both on the shelf. Not thread-safe.
 */
final class WaitingPictures {
    private static final int MAX_PICTURES = 32;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final PictureShelf shelf;
    private final Map<PictureId, ShelvedPicture> pictures = new LinkedHashMap<>();
    private final Map<PictureId, Integer> early = new LinkedHashMap<>();
    private long bytes;
    private long seenAtMs;
    private long usedAtMs;

    WaitingPictures(PictureShelf shelf, long nowMs) {
        this.shelf = shelf;
        seenAtMs = nowMs;
        usedAtMs = nowMs;
    }

    /** Goes on with a picture that lies on the shelf. */
    void goOn(ShelvedPicture picture) {
        pictures.put(picture.id(), picture);
        bytes += picture.bytes();
    }

    /** Goes on with what was seen in a picture that has not come. */
    void goOn(PictureId id, int place) {
        early.put(id, place);
    }

    /** A picture that has come; given back where what was seen in it has come before. */
    @Nullable ShelvedPicture add(VideoFrame frame, byte[] value, long nowMs) {
        usedAtMs = nowMs;
        PictureId id = PictureId.of(frame);
        Integer place = early.remove(id);
        if (place != null) {
            shelf.putPicture(place, value);
            return ShelvedPicture.of(frame, place);
        }
        if (!pictures.containsKey(id)) {
            goOn(ShelvedPicture.of(frame, shelf.addPicture(value)));
            dropOldest();
        }
        return null;
    }

    private void dropOldest() {
        Iterator<ShelvedPicture> oldest = pictures.values().iterator();
        while (pictures.size() > MAX_PICTURES || (bytes > MAX_BYTES && pictures.size() > 1)) {
            ShelvedPicture picture = oldest.next();
            oldest.remove();
            bytes -= picture.bytes();
            shelf.remove(picture.place());
        }
    }

    /** The picture in which something was seen, where it waits. Older ones wait no longer. */
    @Nullable ShelvedPicture take(PictureId id, long nowMs) {
        seenAtMs = nowMs;
        usedAtMs = nowMs;
        return pictures.containsKey(id) ? takeUpTo(id) : null;
    }

    /** Keeps what was seen in a picture that has not come. */
    void keep(PictureId id, byte[] seen) {
        Integer place = early.get(id);
        if (place != null) {
            shelf.putSeen(place, seen);
            return;
        }
        early.put(id, shelf.addSeen(seen));
        if (early.size() > MAX_PICTURES) {
            Iterator<Integer> oldest = early.values().iterator();
            shelf.remove(oldest.next());
            oldest.remove();
        }
    }

    /** The newest picture where nothing was seen for too long; it has waited long enough. */
    @Nullable ShelvedPicture overdue(long nowMs, long patienceMs) {
        if (pictures.isEmpty() || nowMs - seenAtMs < patienceMs) {
            return null;
        }
        PictureId newest = null;
        for (PictureId id : pictures.keySet()) {
            newest = id;
        }
        return newest == null ? null : takeUpTo(newest);
    }

    /** Whether no picture waits. */
    boolean isEmpty() {
        return pictures.isEmpty();
    }

    /** Whether nothing has come for so long, and nothing waits. */
    boolean isIdle(long nowMs, long patienceMs) {
        return pictures.isEmpty() && nowMs - usedAtMs > patienceMs;
    }

    /** Takes all of it off the shelf. */
    void clear() {
        pictures.values().forEach(picture -> shelf.remove(picture.place()));
        pictures.clear();
        bytes = 0;
        early.values().forEach(shelf::remove);
        early.clear();
    }

    private @Nullable ShelvedPicture takeUpTo(PictureId id) {
        Iterator<ShelvedPicture> oldest = pictures.values().iterator();
        while (oldest.hasNext()) {
            ShelvedPicture picture = oldest.next();
            oldest.remove();
            bytes -= picture.bytes();
            if (picture.id().equals(id)) {
                return picture;
            }
            shelf.remove(picture.place());
        }
        return null;
    }
}
