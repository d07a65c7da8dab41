package dev.lockstep.sink.rows;

/**
 * From event time to media time: ms from the event time at which the media of a stream begins.
 * Captions carry both times, so theirs is exact; a window's begins at the origin of its grid, which
 * the aligner puts at the least event time less presentation time of what it heard first, and so at
 * the start of the media, up to the sources' offset among each other.
 *
 * @param originUs event time at which media time is 0, µs since the epoch
 */
record MediaTime(long originUs) {
    /** Media time of an event time; not below 0. */
    long ms(long eventTimeUs) {
        return Math.max(0, Math.floorDiv(eventTimeUs - originUs, 1000L));
    }
}
