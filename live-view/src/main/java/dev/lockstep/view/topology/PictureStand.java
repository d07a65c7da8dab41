package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which picture of one stream is on show and which ones wait. All but the clocks lies in the store
 * too, from which another instance goes on. Not thread-safe.
 */
final class PictureStand {
    private final String stream;
    private final KeyValueStore<Bytes, byte[]> rows;
    private final PictureShelf shelf;
    private final Map<String, WaitingPictures> sources = new HashMap<>();
    private @Nullable Candidate next;
    private @Nullable ShelvedPicture plain;
    private long shownUs;
    private long sceneUs;
    private long madeAtMs;
    private long usedAtMs;
    private @Nullable PictureMarks saved;

    /** A picture that is to be shown, and what was seen in it where somebody has looked. */
    record Candidate(ShelvedPicture picture, @Nullable VisionResult seen) {}

    /** Goes on from what lies in the store. */
    PictureStand(
            String stream, KeyValueStore<Bytes, byte[]> rows, RecordDecoders decoders, long nowMs) {
        this.stream = stream;
        this.rows = rows;
        this.shelf = new PictureShelf(stream, rows, decoders);
        this.usedAtMs = nowMs;
        byte[] row = rows.get(Keys.of(Keys.DESK, stream));
        if (row != null) {
            goOn(PictureMarks.of(row), nowMs);
        }
    }

    private void goOn(PictureMarks marks, long nowMs) {
        saved = marks;
        shownUs = marks.shownUs();
        sceneUs = marks.sceneUs();
        Map<PictureId, ShelvedPicture> waiting = new TreeMap<>();
        Map<PictureId, Integer> early = new TreeMap<>();
        shelf.places()
                .forEach(
                        place -> {
                            VideoFrame frame = shelf.picture(place);
                            VisionResult seen = shelf.seen(place);
                            if (frame == null) {
                                if (seen != null) {
                                    early.put(PictureId.of(seen), place);
                                }
                                return;
                            }
                            ShelvedPicture picture = ShelvedPicture.of(frame, place);
                            if (place == marks.next()) {
                                next = new Candidate(picture, seen);
                            } else if (place == marks.plain()) {
                                plain = picture;
                            } else {
                                waiting.put(picture.id(), picture);
                            }
                        });
        waiting.forEach((id, picture) -> waiting(id.source(), nowMs).goOn(picture));
        early.forEach((id, place) -> waiting(id.source(), nowMs).goOn(id, place));
    }

    String stream() {
        return stream;
    }

    /** The pictures of a source that wait. */
    WaitingPictures waiting(String source, long nowMs) {
        usedAtMs = nowMs;
        return sources.computeIfAbsent(source, name -> new WaitingPictures(shelf, nowMs));
    }

    Iterable<WaitingPictures> waiting() {
        return sources.values();
    }

    /** Whether a picture waits for what was seen in it or to be made ready. */
    boolean hasWaiting() {
        return next != null || sources.values().stream().anyMatch(source -> !source.isEmpty());
    }

    /** The picture that is to be shown next. */
    @Nullable Candidate next() {
        return next;
    }

    /** The picture that is shown although nobody has looked at it yet. */
    @Nullable ShelvedPicture plain() {
        return plain;
    }

    /** The picture that is to be shown next or is shown plainly, where it is this one. */
    @Nullable ShelvedPicture find(PictureId id) {
        Candidate waiting = next;
        if (waiting != null && waiting.picture().id().equals(id)) {
            return waiting.picture();
        }
        ShelvedPicture shownPlain = plain;
        return shownPlain != null && shownPlain.id().equals(id) ? shownPlain : null;
    }

    /** Event time of the picture that was shown or held last, µs since the epoch. */
    long shownUs() {
        return shownUs;
    }

    /** Event time of the scene that was told last, µs since the epoch. */
    long sceneUs() {
        return sceneUs;
    }

    /** When a picture was made ready last, ms since the epoch. */
    long madeAtMs() {
        return madeAtMs;
    }

    /** A picture with its bytes; null where the store has lost it. */
    @Nullable VideoFrame frame(ShelvedPicture picture) {
        return shelf.picture(picture.place());
    }

    /** Notes what was seen in a picture that is here. */
    void seen(ShelvedPicture picture, byte[] seen) {
        shelf.putSeen(picture.place(), seen);
    }

    /** What was seen in a picture that is here. */
    @Nullable VisionResult seen(ShelvedPicture picture) {
        return shelf.seen(picture.place());
    }

    /** This picture is to be shown next. */
    void await(Candidate candidate) {
        Candidate before = next;
        next = candidate;
        if (before != null) {
            release(before.picture());
        }
    }

    /** A picture is on show, and was made ready now. */
    void shown(ShelvedPicture picture, boolean plainly, long nowMs) {
        madeAtMs = nowMs;
        passed(picture, plainly ? picture : null);
    }

    /** A picture is not to be shown, nor any before it. */
    void held(ShelvedPicture picture) {
        passed(picture, null);
    }

    private void passed(ShelvedPicture picture, @Nullable ShelvedPicture nowPlain) {
        Candidate waited = next;
        ShelvedPicture wasPlain = plain;
        plain = nowPlain;
        shownUs = picture.eventTimeUs();
        if (waited != null && waited.picture().eventTimeUs() <= shownUs) {
            next = null;
            release(waited.picture());
        }
        if (wasPlain != null) {
            release(wasPlain);
        }
        release(picture);
    }

    /** A scene of this event time was told. */
    void told(long eventTimeUs) {
        sceneUs = eventTimeUs;
    }

    /** Takes a picture off the shelf unless it is still needed. */
    void release(ShelvedPicture picture) {
        Candidate waiting = next;
        if (!picture.equals(plain) && (waiting == null || !picture.equals(waiting.picture()))) {
            shelf.remove(picture.place());
        }
    }

    /** Stores how far it is. */
    void save() {
        Candidate waiting = next;
        ShelvedPicture shownPlain = plain;
        PictureMarks marks =
                new PictureMarks(
                        shownUs,
                        sceneUs,
                        waiting == null ? PictureMarks.NONE : waiting.picture().place(),
                        shownPlain == null ? PictureMarks.NONE : shownPlain.place());
        if (!marks.equals(saved)) {
            rows.put(Keys.of(Keys.DESK, stream), marks.toBytes());
            saved = marks;
        }
    }

    /**
     * Forgets the sources of which nothing has come for so long.
     *
     * @return whether nothing is left, in the store either
     */
    boolean forget(long nowMs, long patienceMs) {
        sources.values()
                .removeIf(
                        source -> {
                            boolean idle = source.isIdle(nowMs, patienceMs);
                            if (idle) {
                                source.clear();
                            }
                            return idle;
                        });
        if (next != null || !sources.isEmpty() || nowMs - usedAtMs <= patienceMs) {
            return false;
        }
        shelf.places().forEach(shelf::remove);
        rows.delete(Keys.of(Keys.DESK, stream));
        return true;
    }
}
