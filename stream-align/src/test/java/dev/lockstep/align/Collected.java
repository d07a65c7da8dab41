package dev.lockstep.align;

import dev.lockstep.align.core.AlignOutput;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that an aligner writes. */
public final class Collected implements AlignOutput {
    /** Fired windows and revisions in order. */
    public final List<AlignedWindow> windows = new ArrayList<>();

    /** Why each of {@link #windows} was written. */
    public final List<FireReason> reasons = new ArrayList<>();

    /** Settled windows in order. */
    public final List<AlignedWindow> settled = new ArrayList<>();

    /** Ledger entries in order. */
    public final List<LedgerEntry> ledger = new ArrayList<>();

    /** Late items. */
    public final List<StreamItem> late = new ArrayList<>();

    /** Why records were refused. */
    public final List<String> refused = new ArrayList<>();

    /** Shed records. */
    public final List<StreamItem> shed = new ArrayList<>();

    /** Repeated records. */
    public final List<StreamItem> duplicates = new ArrayList<>();

    @Override
    public void window(AlignedWindow window, FireReason why) {
        windows.add(window);
        reasons.add(why);
    }

    @Override
    public void settled(AlignedWindow window) {
        settled.add(window);
    }

    @Override
    public void ledger(LedgerEntry entry) {
        ledger.add(entry);
    }

    @Override
    public void late(StreamItem item) {
        late.add(item);
    }

    @Override
    public void refused(StreamItem item, String problem) {
        refused.add(problem);
    }

    @Override
    public void shed(StreamItem item) {
        shed.add(item);
    }

    @Override
    public void duplicate(StreamItem item) {
        duplicates.add(item);
    }
}
