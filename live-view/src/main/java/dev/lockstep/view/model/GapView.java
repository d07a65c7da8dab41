package dev.lockstep.view.model;

/**
 * Speech without words. Immutable.
 *
 * @param startMs media time in ms
 * @param endMs exclusive
 */
public record GapView(long startMs, long endMs) {}
