package dev.lockstep.view.model;

/**
 * A lag's distribution. Immutable.
 *
 * @param count how many it rests on
 * @param meanMs mean, ms; negative where captions came before the estimated ends of their words
 * @param p50Ms median by nearest rank, ms, to 10 ms
 * @param p95Ms 95th percentile, ms, to 10 ms
 * @param p99Ms 99th percentile, ms, to 10 ms
 */
public record LagView(long count, double meanMs, long p50Ms, long p95Ms, long p99Ms) {}
