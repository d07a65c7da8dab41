package dev.lockstep.load.record;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics into an archive until all streams have ended, the time is over or the command should
 * end. Committed records only. For one run, on the caller's thread.
 */
final class TopicRecorder {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long FLUSH_NS = Duration.ofSeconds(2).toNanos();

    private final RecordConf conf;
    private final Display display;
    private final Interrupts interrupts;
    private final LongSupplier nanoClock;

    TopicRecorder(RecordConf conf, Display display, Interrupts interrupts, LongSupplier nanoClock) {
        this.conf = conf;
        this.display = display;
        this.interrupts = interrupts;
        this.nanoClock = nanoClock;
    }

    /**
     * Records.
     *
     * @return what was written
     * @throws UserException when brokers, registry or disk fail
     */
    ArchivedRecords record(ArchiveFile file) {
        try (SchemaRegistry registry = conf.registry().open();
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            StreamEnds ends =
                    new StreamEnds(
                            conf.topics()
                                    .containsAll(
                                            List.of(
                                                    Topics.MEDIA_AUDIO,
                                                    Topics.MEDIA_VIDEO,
                                                    Topics.MEDIA_TEXT)));
            ArchivedPayloads payloads = new ArchivedPayloads(file.writer(), payloads());
            ArchivedRecords records =
                    new ArchivedRecords(file.writer(), registry, conf.stream(), ends, payloads);
            conf.topics().forEach(topic -> add(records, topic));
            assign(consumer);
            display.line(
                    "Recording "
                            + conf.topics().stream()
                                    .map(topic -> conf.prefix() + topic.name())
                                    .collect(Collectors.joining(", "))
                            + (conf.fromBeginning() ? " from the beginning." : " from now on."));
            read(consumer, records, ends, file);
            return records;
        } catch (KafkaException e) {
            throw new UserException(
                    "The topics cannot be read from "
                            + conf.bootstrap()
                            + " ("
                            + e.getMessage()
                            + "): check that the brokers run and that the address is theirs.",
                    e);
        }
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            ArchivedRecords records,
            StreamEnds ends,
            ArchiveFile file) {
        long startNs = nanoClock.getAsLong();
        long flushedNs = startNs;
        boolean over = false;
        while (!over && !interrupts.requested()) {
            ConsumerRecords<byte[], byte[]> polled = poll(consumer, records);
            long nowNs = nanoClock.getAsLong();
            try {
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    records.accept(record);
                }
                if (nowNs - flushedNs > FLUSH_NS) {
                    file.writer().flush();
                    flushedNs = nowNs;
                }
            } catch (IOException e) {
                throw file.failed(e);
            } catch (UndecodableRecordException e) {
                if (e.kind() == FailureKind.UNKNOWN_SCHEMA_ID) {
                    // Of another registry than the producer's: not one record was decoded.
                    file.discard();
                }
                throw new UserException(e.reason(), e);
            }
            display.progress("recording", file.writer().position(), 0);
            boolean late =
                    conf.duration().isPresent()
                            && nowNs - startNs >= conf.duration().get().toNanos();
            over = late || (polled.isEmpty() && ends.all() && caughtUp(consumer));
        }
        display.settle();
    }

    /** Polls; where retention was faster it goes on with what is left, and counts what is not. */
    private static ConsumerRecords<byte[], byte[]> poll(
            KafkaConsumer<byte[], byte[]> consumer, ArchivedRecords records) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            Map<TopicPartition, Long> lost = e.offsetOutOfRangePartitions();
            consumer.beginningOffsets(lost.keySet())
                    .forEach(
                            (partition, first) -> {
                                long wanted = lost.getOrDefault(partition, first);
                                records.addRemoved(Math.max(0, first - wanted));
                                consumer.seek(partition, first);
                            });
            return ConsumerRecords.empty();
        }
    }

    private Optional<PayloadStore> payloads() {
        return conf.payloadDir()
                .map(dir -> new FilePayloadStore(dir, Duration.ofDays(1), Clock.systemUTC()));
    }

    private static boolean caughtUp(KafkaConsumer<?, ?> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private <T extends SpecificRecordBase> void add(ArchivedRecords records, Topic<T> topic) {
        records.add(conf.prefix() + topic.name(), topic);
    }

    private void assign(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : conf.topics()) {
            String name = conf.prefix() + topic.name();
            List<TopicPartition> own =
                    consumer.partitionsFor(name).stream()
                            .map(info -> new TopicPartition(name, info.partition()))
                            .toList();
            if (own.isEmpty()) {
                throw new UserException(
                        "There is no topic "
                                + name
                                + " on these brokers: start the producer with --create-topics, or"
                                + " name other --topics.");
            }
            partitions.addAll(own);
        }
        consumer.assign(partitions);
        if (conf.fromBeginning()) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // The position is looked up now: what comes from here on is not missed.
        partitions.forEach(consumer::position);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        conf.bootstrap(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
