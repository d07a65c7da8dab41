package dev.lockstep.load.replay;

import dev.lockstep.load.settled.SettledResults;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was sent of which stream. Not thread-safe. */
final class SentStreams {
    private final TreeMap<String, Sent> streams = new TreeMap<>();

    private static final class Sent {
        private final Set<String> sources = new TreeSet<>();
        private final Set<String> ended = new TreeSet<>();
        private long records;
        private boolean sound;
    }

    /** A record of a stream was sent under that id. */
    void add(String id, Delivery delivery) {
        Sent stream = streams.computeIfAbsent(id, i -> new Sent());
        stream.records++;
        stream.sound |= delivery.message().channel().topic().endsWith(".audio");
        String source = delivery.head().sourceId();
        if (source != null) {
            stream.sources.add(source);
            if (delivery.head().end()) {
                stream.ended.add(source);
            } else {
                stream.ended.remove(source);
            }
        }
    }

    /** Tells the results what to wait for. */
    void tell(SettledResults results) {
        streams.forEach((id, sent) -> results.sent(id, sent.sources, sent.records, sent.sound));
    }

    /** True when the last record of every source was sent, so that everything will settle. */
    boolean allEnded() {
        return streams.values().stream().allMatch(sent -> sent.ended.containsAll(sent.sources));
    }
}
