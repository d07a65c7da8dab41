package dev.lockstep.inference.operator;

/**
 * How far the ledger of a source has been written.
 *
 * @param interval number of the next entry
 * @param eventTimeUs event time of the entry before, µs since the epoch; of the first outcome where
 *     there is none yet
 */
public record LedgerPosition(long interval, long eventTimeUs) {}
