package dev.lockstep.view.model;

import java.util.List;

/**
 * Gaps while speech was detected. Immutable.
 *
 * @param leastMs how long speech has to be without words to count, ms
 * @param count how many
 * @param totalMs their length together
 * @param longestMs the longest; 0 without
 * @param newest the newest ones, oldest first
 */
public record GapsView(
        long leastMs, long count, long totalMs, long longestMs, List<GapView> newest) {
    public GapsView {
        newest = List.copyOf(newest);
    }
}
