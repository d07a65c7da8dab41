package dev.lockstep.inference.vision.track;

import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows the objects of one source again, in the manner of SORT (Bewley et al., 2016) and ByteTrack
 * (Zhang et al., 2022): an object is the one of its class whose predicted place it overlaps most;
 * sure detections choose first, unsure ones may continue a track but not begin one. Speed is a
 * running mean instead of a Kalman filter's.
 *
 * <p>A function of the boxes and their event times: the same frames give the same names. A name is
 * made of the sequence of the frame in which its object was first seen, so that it is unique in a
 * source and epoch, after a restart too. Of bounded size, at most about 20 kB. One thread at a
 * time.
 */
public final class ObjectTracker {
    /** Least intersection over union of a place and a box for them to be one object. */
    private static final float SAME_PLACE = 0.3f;

    /** From this score on a detection begins a track, as ByteTrack has it. */
    private static final float SURE = 0.5f;

    /** An object is forgotten when so many pictures have missed it, and the time has passed. */
    private static final int MISSED_PICTURES = 2;

    private static final int MOST_TRACKS = 200;

    private final long memoryUs;
    private final List<Track> tracks = new ArrayList<>();
    private long pictures;

    /**
     * @param memoryUs an object that is hidden for longer, of event time, comes back as another; µs
     */
    public ObjectTracker(long memoryUs) {
        this.memoryUs = memoryUs;
    }

    /** A pair that might be the same object. */
    private record Pair(Track track, int object, float overlap) {}

    /**
     * Names the objects of the next picture.
     *
     * @param sequence of its frame, unique in the source and epoch
     * @param timeUs event time, µs since the epoch; one before the last is taken for it
     * @return the same objects in the same order
     */
    public List<DetectedObject> follow(List<DetectedObject> objects, long sequence, long timeUs) {
        pictures++;
        tracks.removeIf(track -> isForgotten(track, timeUs));
        @Nullable Track[] found = new Track[objects.size()];
        assign(objects, found, track -> track.predicted(timeUs), SURE);
        assign(objects, found, track -> track.predicted(timeUs), 0);
        // What stopped or turned is not where it was expected.
        assign(objects, found, Track::last, 0);
        List<DetectedObject> named = new ArrayList<>(found.length);
        for (int i = 0; i < found.length; i++) {
            DetectedObject object = objects.get(i);
            Track track = found[i];
            if (track != null) {
                track.seen(object, timeUs, pictures);
            } else if (object.score() >= SURE && tracks.size() < MOST_TRACKS) {
                track = new Track("object-" + sequence + "-" + i, object, timeUs, pictures);
                tracks.add(track);
            }
            named.add(object.on(track == null ? null : track.name()));
        }
        return named;
    }

    /**
     * The picture has not changed: what was seen in the last one is seen again.
     *
     * @param last what {@link #follow} or this gave for it
     * @return the same objects; those that were seen for the first time have a name now
     */
    public List<DetectedObject> still(List<DetectedObject> last, long timeUs) {
        List<Track> seen =
                tracks.stream().filter(track -> track.seenPicture() == pictures).toList();
        seen.forEach(track -> track.stood(timeUs));
        List<DetectedObject> named = new ArrayList<>(last.size());
        for (DetectedObject object : last) {
            named.add(object.trackId() != null ? object : object.on(nameAt(seen, object)));
        }
        return named;
    }

    private static @Nullable String nameAt(List<Track> seen, DetectedObject object) {
        for (Track track : seen) {
            if (track.isOf(object) && track.last().equals(object.box())) {
                return track.name();
            }
        }
        return null;
    }

    private boolean isForgotten(Track track, long timeUs) {
        return timeUs - track.seenUs() > memoryUs
                && pictures - track.seenPicture() > MISSED_PICTURES;
    }

    /** Gives each object that has none the free track that it overlaps most, best pairs first. */
    private void assign(
            List<DetectedObject> objects,
            @Nullable Track[] found,
            Function<Track, Box> place,
            float leastScore) {
        List<Pair> pairs = new ArrayList<>();
        for (Track track : tracks) {
            if (isAmong(found, track)) {
                continue;
            }
            Box expected = place.apply(track);
            for (int i = 0; i < found.length; i++) {
                DetectedObject object = objects.get(i);
                if (found[i] == null && object.score() >= leastScore && track.isOf(object)) {
                    float overlap = expected.overlap(object.box());
                    if (overlap >= SAME_PLACE) {
                        pairs.add(new Pair(track, i, overlap));
                    }
                }
            }
        }
        // A stable sort: of equal pairs the older track's comes first.
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
        for (Pair pair : pairs) {
            if (found[pair.object()] == null && !isAmong(found, pair.track())) {
                found[pair.object()] = pair.track();
            }
        }
    }

    private static boolean isAmong(@Nullable Track[] found, Track track) {
        for (Track taken : found) {
            if (taken == track) {
                return true;
            }
        }
        return false;
    }
}
