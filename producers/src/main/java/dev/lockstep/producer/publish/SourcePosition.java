package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaUnit;

/** Where a source is: epoch, next number, end of what was published. Not thread-safe. */
final class SourcePosition {

    private boolean started;
    private int epoch;
    private long sequence;
    private long endUs;
    private long originUs;

    /** Takes the number of a unit. */
    long next(MediaUnit unit, long origin) {
        if (unit.epoch() != epoch) {
            epoch = unit.epoch();
            sequence = 0;
        }
        started = true;
        endUs = unit.ptsUs() + unit.durationUs();
        originUs = origin;
        return sequence++;
    }

    int epoch() {
        return epoch;
    }

    /** The next number. */
    long sequence() {
        return sequence;
    }

    /** End of the last unit, µs of the source. */
    long endUs() {
        return endUs;
    }

    /** Event time of PTS 0 as of the last unit. */
    long originUs(long otherwise) {
        return started ? originUs : otherwise;
    }
}
