package dev.lockstep.load.pass;

import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroKafkaSerializer;
import dev.lockstep.schema.topic.Topics;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends texts open loop: each is due at a moment of its own, whatever became of those before, and
 * carries that moment as its event time. Without linger, so that nothing is measured of the sender
 * but its lateness. Single-threaded.
 */
final class PassSender implements AutoCloseable {
    private static final int STREAMS = 16;

    private final KafkaProducer<byte[], TextEvent> producer;
    private final String text;
    private long sequence;

    PassSender(String bootstrapServers, SchemaRegistry registry, int payloadBytes) {
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                        new ByteArraySerializer(),
                        new AvroKafkaSerializer<>(Topics.MEDIA_TEXT, registry));
        this.text = "x".repeat(payloadBytes);
    }

    /** What was sent. */
    record Sent(long firstDueUs, long records) {}

    /** Sends at a rate for some seconds; returns when the last one is acknowledged. */
    Sent send(int recordsPerSecond, int seconds) {
        long records = (long) recordsPerSecond * seconds;
        long firstUs = nowUs();
        for (long n = 0; n < records; n++) {
            long dueUs = firstUs + n * 1_000_000 / recordsPerSecond;
            for (long waitUs = dueUs - nowUs(); waitUs > 0; waitUs = dueUs - nowUs()) {
                LockSupport.parkNanos(waitUs * 1_000);
            }
            TextEvent event = event(dueUs);
            ProducerRecord<byte[], TextEvent> record =
                    new ProducerRecord<>(
                            Topics.MEDIA_TEXT.name(),
                            null,
                            dueUs / 1_000,
                            Topics.MEDIA_TEXT.key(event),
                            event);
            // One that is not acknowledged does not come back, which the receiver counts.
            var unused = producer.send(record);
        }
        producer.flush();
        return new Sent(firstUs, records);
    }

    private TextEvent event(long dueUs) {
        return TextEvent.newBuilder()
                .setStreamId("pass-" + sequence % STREAMS)
                .setSourceId("text-0")
                .setSequence(sequence++ / STREAMS)
                .setEventTimeUs(dueUs)
                .setPtsUs(dueUs)
                .setDurationUs(0)
                .setIngestTimeUs(dueUs)
                .setKind(TextKind.CHAT)
                .setText(text)
                .build();
    }

    static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void close() {
        producer.close();
    }
}
