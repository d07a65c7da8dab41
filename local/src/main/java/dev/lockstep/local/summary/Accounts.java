package dev.lockstep.local.summary;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * What went into the job and what became of it, by the job's own ledger. Not thread-safe.
 *
 * <p>In: the records that the producer sent and that the job reads. Out: those that the ledger says
 * were used, repeated, late or shed by policy. Those that the ledger calls invalid are not out:
 * each of them is a dead letter.
 */
public final class Accounts {
    private static final String RECOGNIZE = "recognize";

    private final Map<String, LedgerEntry> bySource = new HashMap<>();
    private long recordsIn;
    private long deadLetters;
    private long unrecognised;

    /** The producer is done; {@code count} includes the records that end the stream. */
    public void sent(long count) {
        recordsIn += count;
    }

    /** A ledger entry of the stream came; its counts are totals, the highest interval wins. */
    public void ledger(LedgerEntry entry) {
        bySource.merge(
                entry.getSourceId(),
                entry,
                (old, next) -> next.getInterval() >= old.getInterval() ? next : old);
    }

    /**
     * A dead letter of the stream came: a record that was refused, or an utterance that could not
     * be recognised, whose records the ledger has.
     */
    public void deadLetter(DeadLetter letter) {
        if (letter.getStage().equals(RECOGNIZE)) {
            unrecognised++;
        } else {
            deadLetters++;
        }
    }

    /** True once the ledger of at least one source, and of each source seen, is closed. */
    public boolean closed() {
        return !bySource.isEmpty()
                && bySource.values().stream().allMatch(LedgerEntry::getEndOfStream);
    }

    /** Records sent. */
    public long recordsIn() {
        return recordsIn;
    }

    /** Records that the job has accounted for, the invalid ones aside. */
    public long recordsOut() {
        return bySource.values().stream()
                .mapToLong(entry -> entry.getRead() - entry.getInvalid())
                .sum();
    }

    /** Utterances that could not be recognised. */
    public long unrecognised() {
        return unrecognised;
    }

    /** Records that were refused. */
    public long deadLetters() {
        return deadLetters;
    }

    /** True when what went in is what came out and what was refused. */
    public boolean balanced() {
        return recordsIn == recordsOut() + deadLetters;
    }
}
