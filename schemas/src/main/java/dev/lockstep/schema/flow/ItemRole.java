package dev.lockstep.schema.flow;

/**
 * What a {@link StreamItem} is to the aligner. The order is part of its wire form: add at the end.
 */
public enum ItemRole {
    /** A record that was read from a topic. */
    RECORD,
    /** A record that a stage refused: it is counted for its source and aligned with nothing. */
    INVALID,
    /** Words that were recognised in the sound of a source; no record of its own. */
    SPOKEN
}
