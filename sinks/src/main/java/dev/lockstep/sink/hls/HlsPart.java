package dev.lockstep.sink.hls;

/**
 * A part of a segment. Immutable.
 *
 * @param segment number of the segment on the grid of media time
 * @param index number within the segment, from 0
 * @param startMs media time in ms
 * @param endMs exclusive
 * @param text its WebVTT
 */
public record HlsPart(long segment, int index, long startMs, long endMs, String text) {}
