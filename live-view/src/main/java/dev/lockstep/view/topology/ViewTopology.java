package dev.lockstep.view.topology;

import dev.lockstep.schema.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * All topics into one processor: a stream has one key, so all its records are in one task, and what
 * belongs together is changed together. Nothing is repartitioned.
 */
public final class ViewTopology {
    static final List<String> STORES =
            List.of(ViewStores.CAPTIONS, ViewStores.WINDOWS, ViewStores.STREAMS, ViewStores.FRAMES);
    private static final String PROCESSOR = "view";

    /** Gigabytes of old pictures are not read to show the newest one. */
    private static final AutoOffsetReset NEWEST = AutoOffsetReset.byDuration(Duration.ofMinutes(1));

    private ViewTopology() {}

    /** The topology. */
    public static Topology build(ViewParts parts) {
        Topology topology = new Topology();
        List<String> sources = new ArrayList<>();
        for (Topic<?> topic : parts.topics().all()) {
            String name = "read-" + topic.name();
            topology.addSource(
                    topic.equals(parts.topics().video()) ? NEWEST : AutoOffsetReset.earliest(),
                    name,
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    topic.name());
            sources.add(name);
        }
        topology.addProcessor(
                PROCESSOR, () -> new ViewProcessor(parts), sources.toArray(String[]::new));
        ViewStores.builders().forEach(store -> topology.addStateStore(store, PROCESSOR));
        return topology;
    }
}
