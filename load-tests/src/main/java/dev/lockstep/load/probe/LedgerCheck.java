package dev.lockstep.load.probe;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what was sent with what the job's ledger tells, source by source. Thread-safe. */
public final class LedgerCheck {
    private final Map<String, Set<String>> expected;
    private final Map<String, Map<String, SourceLedger>> told = new TreeMap<>();
    private final Map<String, Long> deadLetters = new TreeMap<>();

    /**
     * Nothing told yet.
     *
     * @param expected ids of the sources of each stream
     */
    public LedgerCheck(Map<String, List<String>> expected) {
        this.expected = new TreeMap<>();
        expected.forEach((stream, ids) -> this.expected.put(stream, new TreeSet<>(ids)));
    }

    /**
     * One source.
     *
     * @param sent records that were handed over
     * @param ledger what became of them by the ledger
     * @param addsUp whether all that was sent was read, and each read has one outcome
     */
    public record Row(long sent, SourceLedger ledger, @JsonProperty("adds_up") boolean addsUp) {}

    /** Takes in an entry; those of other streams are left out. */
    public synchronized void accept(LedgerEntry entry) {
        if (expected.containsKey(entry.getStreamId())) {
            told.computeIfAbsent(entry.getStreamId(), key -> new TreeMap<>())
                    .merge(entry.getSourceId(), SourceLedger.of(entry), SourceLedger::newer);
        }
    }

    /** Takes in a dead letter; those of other streams are left out. */
    public synchronized void accept(DeadLetter letter) {
        if (letter.getStreamId() == null || expected.containsKey(letter.getStreamId())) {
            deadLetters.merge(letter.getStage() + ": " + letter.getFailureKind(), 1L, Long::sum);
        }
    }

    /** True once the counts of all sources are final. */
    public synchronized boolean closed() {
        return expected.entrySet().stream()
                .allMatch(
                        stream -> {
                            Map<String, SourceLedger> sources =
                                    told.getOrDefault(stream.getKey(), Map.of());
                            return sources.keySet().containsAll(stream.getValue())
                                    && sources.values().stream().allMatch(SourceLedger::ended);
                        });
    }

    /** Dead letters by stage and kind. */
    public synchronized Map<String, Long> deadLetters() {
        return new TreeMap<>(deadLetters);
    }

    /**
     * A row for each source that the ledger tells of.
     *
     * @param sent records handed over, by stream and source
     */
    public synchronized List<Row> rows(Map<String, Map<String, Long>> sent) {
        List<Row> rows = new ArrayList<>();
        told.forEach(
                (stream, sources) ->
                        sources.forEach(
                                (source, ledger) -> {
                                    long count =
                                            sent.getOrDefault(stream, Map.of())
                                                    .getOrDefault(source, 0L);
                                    boolean addsUp = count == ledger.read() && ledger.balanced();
                                    rows.add(new Row(count, ledger, addsUp));
                                }));
        return rows;
    }

    /** What does not add up, a sentence each; empty when all does. */
    public synchronized List<String> problems(Map<String, Map<String, Long>> sent) {
        List<String> problems = new ArrayList<>();
        sent.forEach(
                (stream, sources) ->
                        sources.forEach(
                                (source, count) -> {
                                    SourceLedger ledger =
                                            told.getOrDefault(stream, Map.of()).get(source);
                                    if (ledger == null) {
                                        problems.add(
                                                "The ledger does not tell of "
                                                        + stream
                                                        + "/"
                                                        + source
                                                        + ".");
                                    } else if (ledger.read() != count || !ledger.balanced()) {
                                        problems.add(
                                                stream
                                                        + "/"
                                                        + source
                                                        + ": "
                                                        + count
                                                        + " records were sent, "
                                                        + ledger.read()
                                                        + " were read and "
                                                        + (ledger.balanced() ? "all" : "not all")
                                                        + " of these have one outcome.");
                                    }
                                }));
        return problems;
    }
}
