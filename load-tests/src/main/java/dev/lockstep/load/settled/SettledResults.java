package dev.lockstep.load.settled;

import dev.lockstep.local.ledger.LedgerTotals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;

/** The settled results of the streams of one replay, by stream. Thread-safe. */
public final class SettledResults {
    private final Map<String, SettledStream> streams = new HashMap<>();
    private final Map<Integer, TreeMap<String, SettledStream>> copies = new TreeMap<>();
    private long changes;
    private boolean sendingOver;

    /**
     * A stream that is played.
     *
     * @param id the id under which it is played
     * @param archivedId the id under which it stands in the archive, and in the results
     * @param copy which copy of it this is
     */
    public synchronized void expect(String id, String archivedId, int copy) {
        if (streams.containsKey(id)) {
            return;
        }
        SettledStream stream = new SettledStream(archivedId);
        streams.put(id, stream);
        copies.computeIfAbsent(copy, c -> new TreeMap<>()).put(archivedId, stream);
    }

    /** What of a stream was sent; more will not be. */
    public synchronized void sent(
            String id, Collection<String> sources, long records, boolean sound) {
        SettledStream stream = streams.get(id);
        if (stream != null) {
            stream.sent(sources, records, sound);
        }
    }

    /** All has been sent: nothing comes of a stream of which nothing was. */
    public synchronized void sendingOver() {
        sendingOver = true;
    }

    /** A record of a result topic came. */
    public synchronized void accept(String topic, String id, SpecificRecordBase value) {
        SettledStream stream = streams.get(id);
        if (stream != null) {
            stream.accept(topic, value);
            changes++;
        }
    }

    /** True once every stream is complete. */
    public synchronized boolean complete() {
        return streams.values().stream().allMatch(this::complete);
    }

    private boolean complete(SettledStream stream) {
        return (sendingOver && !stream.wasSent()) || stream.complete();
    }

    /** Records that came so far, to see whether more come. */
    public synchronized long changes() {
        return changes;
    }

    /** Streams that are not complete, by the ids under which they are played. */
    public synchronized List<String> incomplete() {
        return streams.entrySet().stream()
                .filter(stream -> !complete(stream.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Promises of the job that were broken, one for each stream. */
    public synchronized List<String> problems() {
        return streams.values().stream().flatMap(stream -> stream.problem().stream()).toList();
    }

    /** What the ledgers of all streams say, added up. */
    public synchronized LedgerTotals totals() {
        return streams.values().stream()
                .map(SettledStream::totals)
                .reduce(LedgerTotals.NONE, SettledResults::sum);
    }

    private static LedgerTotals sum(LedgerTotals a, LedgerTotals b) {
        return new LedgerTotals(
                a.read() + b.read(),
                a.matched() + b.matched(),
                a.lateRevised() + b.lateRevised(),
                a.lateDropped() + b.lateDropped(),
                a.duplicate() + b.duplicate(),
                a.invalid() + b.invalid(),
                a.shed() + b.shed(),
                a.balanced() && b.balanced());
    }

    /** The results of a copy. */
    public synchronized SettledLines lines(int copy) {
        List<String> captions = new ArrayList<>();
        List<String> windows = new ArrayList<>();
        for (SettledStream stream : copies.getOrDefault(copy, new TreeMap<>()).values()) {
            captions.addAll(stream.captions());
            windows.addAll(stream.windows());
        }
        return new SettledLines(captions, windows);
    }
}
