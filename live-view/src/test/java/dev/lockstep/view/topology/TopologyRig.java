package dev.lockstep.view.topology;

import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.state.StreamState;
import dev.lockstep.view.testing.MapRegistry;
import dev.lockstep.view.testing.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver, with its wall clock. */
final class TopologyRig implements AutoCloseable {
    /** A change that was pushed. */
    record Change(String stream, ChangeType type, Object value) {}

    private static final String APPLICATION = "view";

    private final MapRegistry registry;
    private final ViewTopics topics = ViewTopics.withPrefix("");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Change> changes = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final ViewRules rules;
    private final @Nullable PayloadStore payloads;
    private long nowMs;

    TopologyRig(Path stateDir, ViewRules rules, @Nullable PayloadStore payloads) {
        this(stateDir, rules, payloads, new MapRegistry(), Records.ORIGIN_US / 1000);
    }

    private TopologyRig(
            Path stateDir,
            ViewRules rules,
            @Nullable PayloadStore payloads,
            MapRegistry registry,
            long startMs) {
        this.rules = rules;
        this.payloads = payloads;
        this.registry = registry;
        this.nowMs = startMs;
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver =
                new TopologyTestDriver(
                        ViewTopology.build(
                                new ViewParts(
                                        topics,
                                        registry,
                                        rules,
                                        payloads,
                                        (stream, type, value) ->
                                                changes.add(new Change(stream, type, value)),
                                        new ViewMetrics(meters))),
                        settings,
                        Instant.ofEpochMilli(nowMs));
    }

    /** Another owner of the same partitions, who knows nothing but the changelogs of this one. */
    TopologyRig successor(Path stateDir) {
        TopologyRig next = new TopologyRig(stateDir, rules, payloads, registry, nowMs);
        for (String store : ViewTopology.STORES) {
            changelog(store)
                    .forEach((key, value) -> next.driver.getKeyValueStore(store).put(key, value));
        }
        return next;
    }

    /** What is left of the changelog of a store when it is compacted. */
    Map<Bytes, byte[]> changelog(String store) {
        Map<Bytes, byte[]> rows = new LinkedHashMap<>();
        changes(store)
                .forEach(
                        change -> {
                            rows.remove(change.key);
                            if (change.value != null) {
                                rows.put(change.key, change.value);
                            }
                        });
        return rows;
    }

    /** The changelog of a store since it was read last. */
    List<KeyValue<Bytes, byte[]>> changes(String store) {
        String topic = APPLICATION + "-" + store + "-changelog";
        return driver.producedTopicNames().contains(topic)
                ? driver.createOutputTopic(
                                topic, new BytesDeserializer(), new ByteArrayDeserializer())
                        .readKeyValuesToList()
                : List.of();
    }

    ViewTopics topics() {
        return topics;
    }

    @SafeVarargs
    final <T extends SpecificRecordBase> void publish(Topic<T> topic, T... records) {
        AvroRecordEncoder<T> encoder = new AvroRecordEncoder<>(topic, registry);
        for (T record : records) {
            pipe(topic, topic.key(record), encoder.encode(record));
        }
    }

    void pipe(Topic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    <T extends SpecificRecordBase> byte[] encode(Topic<T> topic, T record) {
        return new AvroRecordEncoder<>(topic, registry).encode(record);
    }

    static byte[] key(String stream) {
        return stream.getBytes(StandardCharsets.UTF_8);
    }

    void advance(Duration duration) {
        nowMs += duration.toMillis();
        driver.advanceWallClockTime(duration);
    }

    StreamReader reader() {
        return new StreamReader(driver::getKeyValueStore, topics, registry);
    }

    StreamState state(String stream) {
        return reader().state(stream).orElseThrow();
    }

    StreamDetail detail(String stream) {
        return new StreamSummaries(reader(), rules.silentAfter()).detail(state(stream), nowMs);
    }

    /** The changes of a type since the last call for it. */
    List<Object> take(ChangeType type) {
        List<Object> found =
                changes.stream().filter(c -> c.type() == type).map(Change::value).toList();
        changes.removeIf(change -> change.type() == type);
        return found;
    }

    double count(String name, String... tags) {
        var counter = meters.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
