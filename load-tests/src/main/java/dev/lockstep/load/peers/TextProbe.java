package dev.lockstep.load.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.load.talk.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the final lines of the plain consumer from its topic as a viewer would, on a thread of its
 * own, and notes when each came.
 */
final class TextProbe implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final long dueNanos;
    private final Map<String, List<Shown>> shown = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean finishing;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException problem;

    /**
     * @param dueNanos when the first sample is due, by {@link System#nanoTime}
     */
    TextProbe(String bootstrapServers, String topic, int partitions, long dueNanos) {
        this.dueNanos = dueNanos;
        this.partitions =
                IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(this.partitions);
        consumer.seekToBeginning(this.partitions);
        thread = new Thread(this::read, "lockstep-read-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                var records = consumer.poll(POLL);
                double atMs = (System.nanoTime() - dueNanos) / 1e6;
                records.forEach(record -> add(record.value(), atMs));
                if (finishing && atEnd()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            problem = e;
        }
    }

    private boolean atEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        return partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
    }

    private void add(byte[] value, double atMs) {
        try {
            JsonNode line = new ObjectMapper().readTree(value);
            shown.computeIfAbsent(line.path("stream").asText(), s -> new ArrayList<>())
                    .add(
                            new Shown(
                                    atMs,
                                    line.path("line").asLong(),
                                    line.path("text").asText(),
                                    true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was read, by stream, once all that is in the topic has been read. */
    Map<String, List<Shown>> finish() throws InterruptedException {
        finishing = true;
        thread.join();
        RuntimeException ended = problem;
        if (ended != null) {
            throw ended;
        }
        return shown;
    }

    @Override
    public void close() {
        closed = true;
    }
}
