package dev.lockstep.align.speech;

/**
 * Where words changed.
 *
 * @param fromUs event time of the first, µs since the epoch
 * @param toUs event time at which the last ends, µs since the epoch
 */
public record ChangedSpan(long fromUs, long toUs) {}
