package dev.lockstep.local.ledger;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.lockstep.schema.avro.LedgerEntry;
import java.util.Comparator;
import java.util.Locale;

/**
 * What became of the records of one source, in totals since its start. Immutable; as JSON its field
 * names are those of the components with underscores.
 *
 * @param stream the stream
 * @param source the source within it
 * @param modality what it carries, lower case
 * @param interval number of the entry; of two entries the higher one is newer
 * @param read records read
 * @param matched records that took part in their windows in time
 * @param lateRevised records that came late and changed a window
 * @param lateDropped records that came too late
 * @param duplicate records seen before
 * @param invalid records that were refused
 * @param shed records left out by the overload policy
 * @param ended whether the source has ended and the counts are final
 * @param windowsSettled windows of the stream that had settled when the entry was written
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({
    "stream",
    "source",
    "modality",
    "interval",
    "read",
    "matched",
    "late_revised",
    "late_dropped",
    "duplicate",
    "invalid",
    "shed",
    "balanced",
    "ended",
    "windows_settled"
})
public record SourceLedger(
        String stream,
        String source,
        String modality,
        long interval,
        long read,
        long matched,
        long lateRevised,
        long lateDropped,
        long duplicate,
        long invalid,
        long shed,
        boolean ended,
        long windowsSettled) {

    /** By stream, then by source. */
    public static final Comparator<SourceLedger> ORDER =
            Comparator.comparing(SourceLedger::stream).thenComparing(SourceLedger::source);

    /** The counts of an entry of the topic. */
    public static SourceLedger of(LedgerEntry entry) {
        return new SourceLedger(
                entry.getStreamId(),
                entry.getSourceId(),
                entry.getModality().name().toLowerCase(Locale.ROOT),
                entry.getInterval(),
                entry.getRead(),
                entry.getMatched(),
                entry.getLateRevised(),
                entry.getLateDropped(),
                entry.getDuplicate(),
                entry.getInvalid(),
                entry.getShed(),
                entry.getEndOfStream(),
                entry.getWindowsSettled());
    }

    /** True when each record that was read has exactly one outcome. */
    @JsonProperty("balanced")
    public boolean balanced() {
        return read == matched + lateRevised + lateDropped + duplicate + invalid + shed;
    }

    /** The newer one of this and another entry of the same source. */
    public SourceLedger newer(SourceLedger other) {
        return other.interval >= interval ? other : this;
    }
}
