package dev.lockstep.local.summary;

import dev.lockstep.local.ledger.LedgerTotals;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What went into the job and what became of it, by the job's own ledger. Not thread-safe.
 *
 * <p>In: the records that were sent on all topics of the stream. Out: those that the ledger says
 * were used, repeated, late or shed by policy. Refused: those that could not be decoded, which no
 * ledger knows, and those that the ledger calls invalid. Other dead letters are about records that
 * the ledger has counted already.
 */
public final class Accounts {
    private static final String DECODE = "decode";
    private static final String RECOGNIZE = "recognize";

    private final Map<String, SourceLedger> bySource = new TreeMap<>();
    private final Set<String> expected = new HashSet<>();
    private long recordsIn;
    private long undecoded;
    private long unrecognised;

    /** These sources are published, so their ledgers will come. */
    public void expect(Collection<String> sources) {
        expected.addAll(sources);
    }

    /** The producers are done; {@code count} includes the records that end the sources. */
    public void sent(long count) {
        recordsIn += count;
    }

    /** A ledger entry of the stream came; its counts are totals, the highest interval wins. */
    public void ledger(LedgerEntry entry) {
        bySource.merge(entry.getSourceId(), SourceLedger.of(entry), SourceLedger::newer);
    }

    /** A dead letter of the stream came. */
    public void deadLetter(DeadLetter letter) {
        if (letter.getStage().equals(DECODE)) {
            undecoded++;
        } else if (letter.getStage().equals(RECOGNIZE)) {
            unrecognised++;
        }
    }

    /** True once the ledger of at least one source, and of each expected or seen one, is closed. */
    public boolean closed() {
        return !bySource.isEmpty()
                && bySource.keySet().containsAll(expected)
                && bySource.values().stream().allMatch(SourceLedger::ended);
    }

    /** Windows of the stream that have settled by the ledger; final once it is closed. */
    public long windowsSettled() {
        return bySource.values().stream().mapToLong(SourceLedger::windowsSettled).max().orElse(0);
    }

    /** The newest ledger of each source. */
    public List<SourceLedger> sources() {
        return List.copyOf(bySource.values());
    }

    /** The ledgers added up. */
    public LedgerTotals totals() {
        return LedgerTotals.of(bySource.values(), recordsIn - undecoded);
    }

    /** Records sent. */
    public long recordsIn() {
        return recordsIn;
    }

    /** Records that the job has accounted for, the invalid ones aside. */
    public long recordsOut() {
        return bySource.values().stream()
                .mapToLong(ledger -> ledger.read() - ledger.invalid())
                .sum();
    }

    /** Records that were refused. */
    public long deadLetters() {
        return undecoded + totals().invalid();
    }

    /** Utterances that could not be recognised. */
    public long unrecognised() {
        return unrecognised;
    }

    /** True when what went in is what came out and what was refused, source by source. */
    public boolean balanced() {
        return totals().balanced();
    }
}
