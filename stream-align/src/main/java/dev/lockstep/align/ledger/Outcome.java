package dev.lockstep.align.ledger;

/** How a record ends; the order is part of the state's layout: add at the end. */
public enum Outcome {
    /** In time for all its windows. */
    MATCHED,
    /** Late: a window that had fired was revised. */
    LATE_REVISED,
    /** Too late: all its windows had settled. */
    LATE_DROPPED,
    /** Seen before. */
    DUPLICATE,
    /** Refused. */
    INVALID,
    /** Left out by the overload policy. */
    SHED
}
