package dev.lockstep.producer.media;

import java.util.Arrays;

/**
 * Maps the timestamps of a container, in µs, to one line that starts at 0 and never jumps: where
 * they jump, a new epoch begins and goes on where the old one ended. Tracks are interleaved, so
 * after a jump of one track the others may still be before it; each track therefore stays in its
 * epoch until its own timestamps fit the newer one. Not thread-safe.
 */
public final class Timeline {

    static final long BACKWARD_US = 1_000_000;
    static final long FORWARD_US = 10_000_000;
    static final long FORWARD_IN_FILES_US = 3_600_000_000L;

    private final long forwardUs;
    private final long[] lastUs;
    private final Segment[] segments;
    private Segment newest;
    private long frontierUs;

    /** Where a timestamp lies: µs from the start of the source, and its epoch. */
    public record Stamp(int epoch, long ptsUs) {}

    private record Segment(int epoch, long offsetUs) {}

    /**
     * A line for a number of tracks.
     *
     * @param originUs timestamp that becomes 0
     * @param jumpsExpected true for formats whose timestamps jump by nature (transport streams): 10
     *     s forward is a jump; false: gaps of up to an hour are part of the recording
     */
    public Timeline(int tracks, long originUs, boolean jumpsExpected) {
        this.forwardUs = jumpsExpected ? FORWARD_US : FORWARD_IN_FILES_US;
        this.lastUs = new long[tracks];
        Arrays.fill(lastUs, -BACKWARD_US);
        this.newest = new Segment(0, -originUs);
        this.segments = new Segment[tracks];
        Arrays.fill(segments, newest);
    }

    /** The place of a timestamp; calls of one track come in presentation order. */
    public Stamp at(int track, long timestampUs, long durationUs) {
        Segment segment = segments[track];
        if (!fits(track, timestampUs + segment.offsetUs)) {
            segment = newest;
            if (!fits(track, timestampUs + segment.offsetUs)) {
                segment = new Segment(newest.epoch + 1, frontierUs - timestampUs);
                newest = segment;
            }
            segments[track] = segment;
        }
        long pts = timestampUs + segment.offsetUs;
        lastUs[track] = pts;
        frontierUs = Math.max(frontierUs, pts + durationUs);
        return new Stamp(segment.epoch, pts);
    }

    /** The place of a unit without a timestamp: right after the last one of its track. */
    public Stamp after(int track, long durationUs, long previousDurationUs) {
        long pts = lastUs[track] == -BACKWARD_US ? 0 : lastUs[track] + previousDurationUs;
        lastUs[track] = pts;
        frontierUs = Math.max(frontierUs, pts + durationUs);
        return new Stamp(segments[track].epoch, pts);
    }

    /** The end of what was placed so far, µs. */
    public long endUs() {
        return frontierUs;
    }

    private boolean fits(int track, long ptsUs) {
        return ptsUs >= lastUs[track] - BACKWARD_US && ptsUs <= frontierUs + forwardUs;
    }
}
