package dev.lockstep.load.record;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which sources of which streams have said that they ended. Not thread-safe. */
final class StreamEnds {
    private final boolean announcedCount;
    private final Map<String, Set<String>> running = new HashMap<>();
    private final Map<String, Set<String>> ended = new HashMap<>();

    /**
     * Nothing seen yet.
     *
     * @param announcedCount whether sources that were only announced are waited for: only when all
     *     topics that they may be on are read
     */
    StreamEnds(boolean announcedCount) {
        this.announcedCount = announcedCount;
    }

    /** A record of media came. */
    void accept(String stream, SpecificRecordBase value) {
        Schema schema = value.getSchema();
        if (schema.getField("end_of_stream") == null || schema.getField("sequence") == null) {
            return;
        }
        String source = String.valueOf(value.get("source_id"));
        Set<String> open = running.computeIfAbsent(stream, s -> new HashSet<>());
        Set<String> closed = ended.computeIfAbsent(stream, s -> new HashSet<>());
        if (Boolean.TRUE.equals(value.get("end_of_stream"))) {
            open.remove(source);
            closed.add(source);
        } else {
            open.add(source);
            closed.remove(source);
        }
        if (announcedCount && value.get("stream_sources") instanceof Collection<?> announced) {
            announced.stream()
                    .map(String::valueOf)
                    .filter(name -> !closed.contains(name))
                    .forEach(open::add);
        }
    }

    /** True once a stream was seen and every source of every stream has ended. */
    boolean all() {
        return !running.isEmpty() && running.values().stream().allMatch(Set::isEmpty);
    }
}
