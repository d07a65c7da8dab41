package dev.lockstep.load.streams;

import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroKafkaDeserializer;
import dev.lockstep.schema.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads captions as a viewer would and keeps a tracker per stream. Own thread; stop by close. */
final class CaptionProbe implements AutoCloseable {
    private final KafkaConsumer<byte[], Caption> consumer;
    private final SchemaRegistry registry;
    private final long fromUs;
    private final Map<String, CaptionTracker> trackers = new TreeMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param bootstrapServers brokers
     * @param registryUrl registry
     * @param fromUs captions of utterances that begin before this event time are left out, µs since
     *     the epoch
     */
    CaptionProbe(String bootstrapServers, String registryUrl, long fromUs) {
        this.fromUs = fromUs;
        this.registry = RegistryConf.of(registryUrl).open();
        this.consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new AvroKafkaDeserializer<>(Topics.TRANSCRIPTS, registry));
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.TRANSCRIPTS.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.thread = new Thread(this::read, "lockstep-read-probe");
        thread.start();
    }

    private void read() {
        while (!closed) {
            var records = consumer.poll(Duration.ofMillis(200));
            long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            records.forEach(
                    record -> {
                        Caption caption = record.value();
                        if (caption.getEventTimeUs() >= fromUs) {
                            trackers.computeIfAbsent(
                                            caption.getStreamId(), s -> new CaptionTracker())
                                    .accept(caption, nowUs);
                        }
                    });
        }
        consumer.close();
        registry.close();
    }

    /** What was seen, by stream; ends the reading. */
    Map<String, CaptionTracker> finish() throws InterruptedException {
        close();
        thread.join();
        return trackers;
    }

    @Override
    public void close() {
        closed = true;
    }
}
