package dev.lockstep.inference.vision.track;

import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import org.jspecify.annotations.Nullable;

/**
 * One object over frames: where it was last, and how fast its middle moves, in shares of the frame
 * per µs. One thread at a time.
 */
final class Track {
    /**
     * Share of the newest movement in the speed: jitter of a box is damped, a turn soon followed.
     */
    private static final float NEWEST = 0.5f;

    /** Sightings after which an object has a name: one alone may be an error of the detector. */
    private static final int CONFIRMED = 2;

    private final String id;
    private final String label;
    private Box box;
    private float speedX;
    private float speedY;
    private int sightings = 1;
    private long seenUs;
    private long seenPicture;

    Track(String id, DetectedObject first, long timeUs, long picture) {
        this.id = id;
        this.label = first.label();
        this.box = first.box();
        this.seenUs = timeUs;
        this.seenPicture = picture;
    }

    boolean isOf(DetectedObject object) {
        return label.equals(object.label());
    }

    /** The name; null while it was seen only once. */
    @Nullable String name() {
        return sightings >= CONFIRMED ? id : null;
    }

    Box last() {
        return box;
    }

    long seenUs() {
        return seenUs;
    }

    long seenPicture() {
        return seenPicture;
    }

    /** Where it is at a time if it moves on as it did. */
    Box predicted(long timeUs) {
        long elapsedUs = Math.max(0, timeUs - seenUs);
        return new Box(
                box.x() + speedX * elapsedUs,
                box.y() + speedY * elapsedUs,
                box.width(),
                box.height());
    }

    void seen(DetectedObject object, long timeUs, long picture) {
        long elapsedUs = timeUs - seenUs;
        if (elapsedUs > 0) {
            float share = sightings == 1 ? 1 : NEWEST;
            speedX += share * ((middleX(object.box()) - middleX(box)) / elapsedUs - speedX);
            speedY += share * ((middleY(object.box()) - middleY(box)) / elapsedUs - speedY);
        }
        box = object.box();
        seenUs = Math.max(seenUs, timeUs);
        seenPicture = picture;
        sightings++;
    }

    /** It stands where it stood. */
    void stood(long timeUs) {
        speedX = 0;
        speedY = 0;
        seenUs = Math.max(seenUs, timeUs);
        sightings++;
    }

    private static float middleX(Box box) {
        return box.x() + box.width() / 2;
    }

    private static float middleY(Box box) {
        return box.y() + box.height() / 2;
    }
}
