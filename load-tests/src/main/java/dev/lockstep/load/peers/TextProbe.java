package dev.lockstep.load.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.talk.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the final lines of a Kafka peer from its topic as a viewer would, on a thread of its own,
 * and notes when each came.
 */
final class TextProbe implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final TrialPlan plan;
    private final Map<String, List<Shown>> shown = new LinkedHashMap<>();
    private @Nullable Thread thread;
    private long dueNanos;
    private volatile boolean finishing;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException problem;

    /**
     * @param topic of one partition
     * @param plan which streams begin when
     */
    TextProbe(String bootstrapServers, String topic, TrialPlan plan) {
        this.plan = plan;
        partition = new TopicPartition(topic, 0);
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * Begins to read; the topic is there now.
     *
     * @param firstDueNanos when the first sample is due, by {@link System#nanoTime}
     */
    void start(long firstDueNanos) {
        dueNanos = firstDueNanos;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        Thread made = new Thread(this::read, "lockstep-read-peer");
        made.setDaemon(true);
        made.start();
        thread = made;
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
        return consumer.position(partition)
                >= consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    private void add(byte[] value, double atMs) {
        try {
            JsonNode line = new ObjectMapper().readTree(value);
            String stream = line.path("stream").asText();
            shown.computeIfAbsent(stream, s -> new ArrayList<>())
                    .add(
                            new Shown(
                                    atMs - offsetMs(stream),
                                    line.path("line").asLong(),
                                    line.path("text").asText(),
                                    true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double offsetMs(String stream) {
        for (int i = 0; i < plan.streams().size(); i++) {
            if (plan.streams().get(i).id().equals(stream)) {
                return plan.offsetNanos(i) / 1e6;
            }
        }
        throw new IllegalStateException("Nobody plays the stream " + stream + ".");
    }

    /** What was read, by stream, once all that is in the topic has been read. */
    Map<String, List<Shown>> finish() throws InterruptedException {
        finishing = true;
        Thread started = thread;
        if (started != null) {
            started.join();
        }
        RuntimeException ended = problem;
        if (ended != null) {
            throw ended;
        }
        return shown;
    }

    @Override
    public void close() {
        closed = true;
        if (thread == null) {
            consumer.close();
        }
    }
}
