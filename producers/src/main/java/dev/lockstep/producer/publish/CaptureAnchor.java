package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the wall-clock time of PTS 0 of a live source. Nothing can arrive before it was captured,
 * so the anchor is the smallest difference between arrival and PTS. Servers send a burst of older
 * media on connection; units are therefore held back until the burst is over (at least half a
 * second), so that the first event times are right too. Not thread-safe; times in µs.
 */
final class CaptureAnchor {

    private static final long SHORTEST_US = 500_000;
    private static final long LONGEST_US = 5_000_000;
    private static final long PAUSE_US = 100_000;
    private static final int MOST_UNITS = 4_096;
    private static final long TOLERANCE_US = 50_000;

    private final List<MediaUnit> held = new ArrayList<>();
    private boolean settled;
    private long firstArrivalUs = Long.MIN_VALUE;
    private long lastArrivalUs;
    private long firstPtsUs;
    private long anchorUs = Long.MAX_VALUE;

    /** Takes a unit; returns those that may be handed over now. */
    List<MediaUnit> arrived(MediaUnit unit, long nowUs) {
        long endUs = unit.ptsUs() + unit.durationUs();
        if (settled) {
            if (nowUs - endUs < anchorUs - TOLERANCE_US) {
                anchorUs = nowUs - endUs;
            }
            return List.of(unit);
        }
        if (firstArrivalUs == Long.MIN_VALUE) {
            firstArrivalUs = nowUs;
            firstPtsUs = unit.ptsUs();
        }
        anchorUs = Math.min(anchorUs, nowUs - endUs);
        held.add(unit);
        long elapsedUs = nowUs - firstArrivalUs;
        long pauseUs = nowUs - lastArrivalUs;
        lastArrivalUs = nowUs;
        boolean calm =
                endUs - firstPtsUs <= elapsedUs + elapsedUs / 2
                        || (held.size() > 1 && pauseUs >= PAUSE_US);
        boolean over =
                (elapsedUs >= SHORTEST_US && calm)
                        || elapsedUs >= LONGEST_US
                        || held.size() >= MOST_UNITS;
        return over ? settle() : List.of();
    }

    /** Ends the waiting and returns what was held. */
    List<MediaUnit> settle() {
        settled = true;
        List<MediaUnit> released = List.copyOf(held);
        held.clear();
        return released;
    }

    /** Wall-clock time of PTS 0, µs since the epoch. */
    long anchorUs() {
        return anchorUs;
    }
}
