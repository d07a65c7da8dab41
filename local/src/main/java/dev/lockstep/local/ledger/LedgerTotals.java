package dev.lockstep.local.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * The ledgers of all sources of a stream, added up. Immutable; as JSON its field names are those of
 * the components with underscores.
 *
 * @param balanced each record that was read has one outcome, and all were read that were sent and
 *     could be decoded
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({
    "read",
    "matched",
    "late_revised",
    "late_dropped",
    "duplicate",
    "invalid",
    "shed",
    "balanced"
})
public record LedgerTotals(
        long read,
        long matched,
        long lateRevised,
        long lateDropped,
        long duplicate,
        long invalid,
        long shed,
        boolean balanced) {

    /** Nothing was sent, nothing was read. */
    public static final LedgerTotals NONE = new LedgerTotals(0, 0, 0, 0, 0, 0, 0, true);

    /**
     * Adds up.
     *
     * @param readable records that were sent and could be decoded
     */
    public static LedgerTotals of(Collection<SourceLedger> sources, long readable) {
        long read = sum(sources, SourceLedger::read);
        return new LedgerTotals(
                read,
                sum(sources, SourceLedger::matched),
                sum(sources, SourceLedger::lateRevised),
                sum(sources, SourceLedger::lateDropped),
                sum(sources, SourceLedger::duplicate),
                sum(sources, SourceLedger::invalid),
                sum(sources, SourceLedger::shed),
                read == readable && sources.stream().allMatch(SourceLedger::balanced));
    }

    private static long sum(Collection<SourceLedger> sources, ToLongFunction<SourceLedger> count) {
        return sources.stream().mapToLong(count).sum();
    }
}
