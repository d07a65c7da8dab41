package dev.lockstep.sink.rows;

/**
 * How long a line or label has been visible on a source. Immutable; Flink's state holds it. Times
 * are event time, µs since the epoch.
 *
 * @param firstUs when it appeared
 * @param lastUs when it was seen last
 */
public record Appearance(long firstUs, long lastUs) {}
