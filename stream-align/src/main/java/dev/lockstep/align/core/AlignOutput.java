package dev.lockstep.align.core;

import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.StreamItem;

/** Where the aligner puts what it makes; called on the thread that called it. */
public interface AlignOutput {
    /** A window fired or was revised. */
    void window(AlignedWindow window, FireReason why);

    /** A window settled: it comes once, in the order of the grid. */
    void settled(AlignedWindow window);

    /** The ledger of a source. */
    void ledger(LedgerEntry entry);

    /** An item came after all its windows had settled. */
    void late(StreamItem item);

    /**
     * A record is refused.
     *
     * @param problem why and what to do, one sentence
     */
    void refused(StreamItem item, String problem);

    /** A record was left out by the overload policy. */
    void shed(StreamItem item);

    /** A record had been seen before. */
    void duplicate(StreamItem item);
}
