package dev.lockstep.producer.text;

import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of any topic whose values are JSON. A record without a capture time has the time of
 * its Kafka record. Positions are committed once the texts are in the log, so a restart repeats
 * some but misses none. One thread reads; {@link #stop()} from any.
 */
public final class TopicFeed implements TextFeed {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final JsonTexts json;
    private final Map<TopicPartition, OffsetAndMetadata> handedOut = new HashMap<>();
    private Iterator<ConsumerRecord<byte[], byte[]>> polled =
            List.<ConsumerRecord<byte[], byte[]>>of().iterator();
    private volatile boolean stopped;

    /**
     * A feed of a topic.
     *
     * @param group consumer group that the positions are kept under
     * @param clientProperties more properties of the Kafka client
     */
    public TopicFeed(
            String bootstrapServers,
            String topic,
            String group,
            FieldMapping mapping,
            Map<String, String> clientProperties) {
        Properties p = new Properties();
        p.putAll(clientProperties);
        p.put("bootstrap.servers", bootstrapServers);
        p.put("group.id", group);
        p.put("enable.auto.commit", "false");
        p.putIfAbsent("auto.offset.reset", "earliest");
        this.consumer =
                new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.json = new JsonTexts(mapping, TextKind.CHAT);
        consumer.subscribe(List.of(topic));
    }

    @Override
    public Optional<TextEntry> next() throws IOException {
        try {
            while (!polled.hasNext() && !stopped) {
                polled = consumer.poll(POLL).iterator();
            }
        } catch (KafkaException e) {
            throw new IOException("The topic cannot be read (" + e.getMessage() + ").", e);
        }
        if (stopped) {
            return Optional.empty();
        }
        ConsumerRecord<byte[], byte[]> record = polled.next();
        handedOut.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1));
        return Optional.of(entry(record));
    }

    private TextEntry entry(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return bad(record, FailureKind.EMPTY, "has no value");
        }
        try {
            TextEntry.Item item = json.read(value);
            return item.eventTimeUs().isPresent() || item.ptsUs().isPresent()
                    ? item
                    : new TextEntry.Item(
                            OptionalLong.empty(),
                            OptionalLong.of(record.timestamp() * 1_000),
                            item.durationUs(),
                            item.kind(),
                            item.text(),
                            item.author(),
                            item.language());
        } catch (IllegalArgumentException e) {
            return bad(record, FailureKind.INVALID_FIELD, String.valueOf(e.getMessage()));
        }
    }

    private static TextEntry.Bad bad(
            ConsumerRecord<byte[], byte[]> record, FailureKind kind, String what) {
        return new TextEntry.Bad(
                new RecordOrigin(record),
                kind,
                "The record at offset "
                        + record.offset()
                        + " of "
                        + record.topic()
                        + "-"
                        + record.partition()
                        + " "
                        + what
                        + ": correct its producer or the field mapping.");
    }

    private record RecordOrigin(ConsumerRecord<byte[], byte[]> record)
            implements DeadLetters.Origin {
        @Override
        public String topic() {
            return record.topic();
        }

        @Override
        public int partition() {
            return record.partition();
        }

        @Override
        public long offset() {
            return record.offset();
        }

        @Override
        public long timestampMs() {
            return record.timestamp();
        }

        @Override
        public byte @Nullable [] key() {
            return record.key();
        }

        @Override
        public byte @Nullable [] value() {
            return record.value();
        }
    }

    @Override
    public void published() {
        if (!handedOut.isEmpty()) {
            consumer.commitSync(handedOut);
            handedOut.clear();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
