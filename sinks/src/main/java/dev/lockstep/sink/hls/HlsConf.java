package dev.lockstep.sink.hls;

/**
 * How captions are cut for HLS. Immutable.
 *
 * @param segmentMs length of a segment on the grid of media time, ms; whole seconds
 * @param partMs length of a part, ms; divides a segment; as long as a segment: no parts
 * @param holdBackMs how far the newest media time must be past a part before it is published, ms,
 *     above 0: the time that words have to be committed
 * @param mpegTsOffset MPEG-2 time stamp of media time 0, 90 kHz ticks
 * @param blockingReload whether the server holds a request back until the part asked for is there
 * @param windowSegments how many segments the playlist keeps; 0 for all
 */
public record HlsConf(
        long segmentMs,
        long partMs,
        long holdBackMs,
        long mpegTsOffset,
        boolean blockingReload,
        int windowSegments) {
    /** Segments of 4 s in parts of 1 s, 3 s behind the sound, all kept. */
    public static final HlsConf DEFAULT = new HlsConf(4_000, 1_000, 3_000, 0, false, 0);

    private static final long CORRECTED_HOLD_BACK_MS = 10_000;

    public HlsConf {
        if (segmentMs <= 0 || segmentMs % 1_000 != 0) {
            throw new IllegalArgumentException(
                    "A segment lasts whole seconds, not " + segmentMs + " ms.");
        }
        if (partMs <= 0 || segmentMs % partMs != 0) {
            throw new IllegalArgumentException(
                    "Parts of " + partMs + " ms do not fill a segment of " + segmentMs + " ms.");
        }
        if (holdBackMs <= 0 || windowSegments < 0) {
            throw new IllegalArgumentException(
                    "The hold-back is above 0 ms and the window is not negative.");
        }
    }

    /** The same for a track of settled captions: no parts, and further behind. */
    public HlsConf corrected() {
        return new HlsConf(
                segmentMs,
                segmentMs,
                Math.max(holdBackMs, CORRECTED_HOLD_BACK_MS),
                mpegTsOffset,
                blockingReload,
                windowSegments);
    }

    /** The same with another time stamp for media time 0. */
    public HlsConf withMpegTsOffset(long ticks) {
        return new HlsConf(segmentMs, partMs, holdBackMs, ticks, blockingReload, windowSegments);
    }

    /** The same for a server that keeps so many segments and may block. */
    public HlsConf served(int segments, boolean blocking) {
        return new HlsConf(segmentMs, partMs, holdBackMs, mpegTsOffset, blocking, segments);
    }

    /** Whether segments have parts. */
    public boolean hasParts() {
        return partMs < segmentMs;
    }

    /** Length of a segment in seconds. */
    public long targetSeconds() {
        return segmentMs / 1_000;
    }
}
