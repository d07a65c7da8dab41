package dev.lockstep.view.model;

/**
 * Latency of one stage over the newest results of a stream. Immutable.
 *
 * @param stage ingest, align, infer, publish or total, or caption for word end to publication
 * @param count how many results it rests on
 * @param p50Ms median, ms
 * @param p95Ms 95th percentile, ms
 * @param p99Ms 99th percentile, ms
 */
public record LatencyView(String stage, long count, double p50Ms, double p95Ms, double p99Ms) {}
