package dev.lockstep.load.peers;

import dev.lockstep.inference.speech.segment.Pcm;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.talk.TalkStream;
import dev.lockstep.load.talk.TalkStreams;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.AudioEncoding;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroKafkaSerializer;
import dev.lockstep.schema.topic.Topic;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes the sound of a plan as {@link AudioChunk} records, each when its last sample is due, on
 * a thread of its own. Closing ends it.
 */
final class AudioFeed implements AutoCloseable {
    private final Topic<AudioChunk> topic;
    private final TrialPlan plan;
    private final KafkaProducer<byte[], AudioChunk> producer;
    private @Nullable Thread thread;
    private volatile boolean closed;

    AudioFeed(
            String bootstrapServers,
            SchemaRegistry registry,
            Topic<AudioChunk> topic,
            TrialPlan plan) {
        this.topic = topic;
        this.plan = plan;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                        new ByteArraySerializer(),
                        new AvroKafkaSerializer<>(topic, registry));
        producer.partitionsFor(topic.name());
    }

    /**
     * Begins to publish.
     *
     * @param dueNanos when the first sample is due, by {@link System#nanoTime}
     */
    void start(long dueNanos) {
        Thread made = new Thread(() -> publish(dueNanos), "lockstep-publish-peer");
        made.setDaemon(true);
        made.start();
        thread = made;
    }

    private void publish(long dueNanos) {
        long startUs =
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())
                        + (dueNanos - System.nanoTime()) / 1_000;
        long chunkNanos = plan.chunk().toNanos();
        long chunks = plan.played().toNanos() / chunkNanos;
        for (long n = 0; n < chunks && !closed; n++) {
            long due = dueNanos + (n + 1) * chunkNanos;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            for (TalkStream stream : plan.streams()) {
                AudioChunk chunk = chunk(stream, n, n + 1 == chunks, startUs);
                producer.send(
                        new ProducerRecord<>(
                                topic.name(),
                                null,
                                topic.timestampMs(chunk),
                                topic.key(chunk),
                                chunk));
            }
        }
        producer.flush();
    }

    private AudioChunk chunk(TalkStream stream, long n, boolean last, long startUs) {
        long chunkUs = plan.chunk().toNanos() / 1_000;
        int size = (int) (chunkUs * TalkStreams.RATE / 1_000_000);
        int from = (int) Math.min(stream.samples().length, n * size);
        int to = Math.min(stream.samples().length, from + size);
        return AudioChunk.newBuilder()
                .setStreamId(stream.id())
                .setSourceId("audio-0")
                .setSequence(n)
                .setEventTimeUs(startUs + n * chunkUs)
                .setPtsUs(n * chunkUs)
                .setDurationUs(chunkUs)
                .setIngestTimeUs(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()))
                .setSampleRateHz(TalkStreams.RATE)
                .setChannels(1)
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(
                        ByteBuffer.wrap(Pcm.bytes(Arrays.copyOfRange(stream.samples(), from, to))))
                .setEndOfStream(last)
                .setStreamSources(n == 0 ? List.of("audio-0") : List.of())
                .build();
    }

    @Override
    public void close() {
        closed = true;
        Thread started = thread;
        if (started != null) {
            try {
                started.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
