package dev.lockstep.inference.fusion;

import org.jspecify.annotations.Nullable;

/**
 * What a strategy made. The arrays are handed over.
 *
 * @param weights one for each testimony, in order, 0..1; they sum to 1
 * @param vector of length 1; null where there was nothing to fuse, or its parts cancel out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Fused(double[] weights, float @Nullable [] vector) {}
