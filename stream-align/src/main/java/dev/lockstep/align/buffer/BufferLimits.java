package dev.lockstep.align.buffer;

import java.io.Serializable;

/**
 * How much of a source may wait for its windows to settle. Immutable.
 *
 * @param records number of records
 * @param bytes what they take, estimated
 * @param spanUs event time from the oldest to the newest, µs
 */
public record BufferLimits(int records, long bytes, long spanUs) implements Serializable {}
