package dev.lockstep.load.pass;

import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroKafkaDeserializer;

import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what came out, as a reader without settings of its own would. Own thread; what it counts is
 * read through {@link #counted}.
 */
final class PassReceiver implements AutoCloseable {
    private static final long HIGHEST_US = 120_000_000;
    private static final int DIGITS = 3;

    private final KafkaConsumer<byte[], TextEvent> consumer;
    private final Map<String, Long> last = new HashMap<>();
    private final Thread thread;
    private Histogram us = new Histogram(HIGHEST_US, DIGITS);
    private long fromUs = Long.MAX_VALUE;
    private volatile boolean closed;

    PassReceiver(String bootstrapServers, SchemaRegistry registry) {
        this.consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new AvroKafkaDeserializer<>(PassJob.PASSED, registry));
        List<TopicPartition> partitions =
                consumer.partitionsFor(PassJob.PASSED.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = new Thread(this::read, "lockstep-read-pass");
        thread.start();
    }

    private void read() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::count);
        }
        consumer.close();
    }

    private synchronized void count(ConsumerRecord<byte[], TextEvent> record) {
        TextEvent text = record.value();
        Long before = last.put(text.getStreamId(), text.getSequence());
        boolean repeated = before != null && before >= text.getSequence();
        if (!repeated && text.getEventTimeUs() >= fromUs) {
            us.recordValue(
                    Math.max(0, Math.min(HIGHEST_US, PassSender.nowUs() - text.getEventTimeUs())));
        }
    }

    /** Counts anew what is due from a moment on, µs since the epoch. */
    synchronized void countFrom(long dueUs) {
        us = new Histogram(HIGHEST_US, DIGITS);
        fromUs = dueUs;
    }

    /** What has come since. */
    synchronized Histogram counted() {
        return us.copy();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
