package dev.lockstep.load.replay;

import dev.lockstep.load.settled.SettledResults;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was sent of which stream. Not thread-safe. */
final class SentStreams {
    private final TreeMap<String, Sent> streams = new TreeMap<>();

    private static final class Sent {
        private final Set<String> sources = new TreeSet<>();
        private final Set<String> announced = new TreeSet<>();
        private final Set<String> ended = new TreeSet<>();

        private Set<String> open() {
            Set<String> open = new TreeSet<>(sources);
            open.addAll(announced);
            open.removeAll(ended);
            return open;
        }

        private long records;
        private boolean sound;
    }

    /** A record of a stream was sent under that id. */
    void add(String id, Delivery delivery) {
        Sent stream = streams.computeIfAbsent(id, i -> new Sent());
        stream.records++;
        stream.sound |= delivery.message().channel().topic().endsWith(".audio");
        stream.announced.addAll(delivery.head().announced());
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
        results.sendingOver();
    }

    /**
     * Sources of which no last record was sent, by stream: "talk (text-0)". The job waits for them,
     * also where they were only announced.
     */
    List<String> withoutEnd() {
        return streams.entrySet().stream()
                .filter(stream -> !stream.getValue().open().isEmpty())
                .map(
                        stream ->
                                stream.getKey()
                                        + " ("
                                        + String.join(", ", stream.getValue().open())
                                        + ")")
                .toList();
    }
}
