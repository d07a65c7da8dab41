package dev.lockstep.align;

import dev.lockstep.schema.flow.StreamItem;

/**
 * An item and when it comes.
 *
 * @param atMs processing time, ms since the epoch
 * @param item what comes
 */
public record Arrival(long atMs, StreamItem item) {}
