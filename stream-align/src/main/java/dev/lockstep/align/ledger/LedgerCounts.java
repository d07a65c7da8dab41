package dev.lockstep.align.ledger;

import dev.lockstep.schema.avro.LedgerEntry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Records of a source by outcome. Reading and outcome are counted apart, so that a record which
 * went astray between them shows. Mutable, not thread-safe.
 */
public final class LedgerCounts {
    private final long[] counts = new long[Outcome.values().length];
    private long read;

    /** A record was read. */
    public void read() {
        read++;
    }

    /** A record that was read ends like that. */
    public void add(Outcome outcome) {
        counts[outcome.ordinal()]++;
    }

    /** Records with an outcome. */
    public long count(Outcome outcome) {
        return counts[outcome.ordinal()];
    }

    /** Records that were read. */
    public long total() {
        return read;
    }

    /** True when every record that was read has an outcome. */
    public boolean balanced() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum == read;
    }

    /** Sets the counts in an entry. */
    public LedgerEntry.Builder fill(LedgerEntry.Builder entry) {
        return entry.setRead(read)
                .setMatched(count(Outcome.MATCHED))
                .setLateRevised(count(Outcome.LATE_REVISED))
                .setLateDropped(count(Outcome.LATE_DROPPED))
                .setDuplicate(count(Outcome.DUPLICATE))
                .setInvalid(count(Outcome.INVALID))
                .setShed(count(Outcome.SHED));
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(read);
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        read = in.readLong();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
    }
}
