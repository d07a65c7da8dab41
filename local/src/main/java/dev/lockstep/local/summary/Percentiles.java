package dev.lockstep.local.summary;

/**
 * A lag's distribution in ms, by nearest rank; negative where a caption came before the estimated
 * end of its word.
 */
public record Percentiles(double p50, double p95, double p99) {}
