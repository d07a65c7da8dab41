package dev.lockstep.load.record;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.load.archive.ArchiveWriter;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records of Kafka into an archive: the Avro bytes without the framing of the registry,
 * under the schema that they were written with. A value that is no record of its topic is kept as
 * it is, so that a replay sends it too. Not thread-safe.
 */
final class ArchivedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedRecords.class);

    /** A zero byte and the id of the schema. */
    private static final int FRAMING = 1 + Integer.BYTES;

    /** So many records of schemas that are not known may come before the first that is. */
    private static final int UNKNOWN_AT_FIRST = 20;

    private static final long NS_PER_US = 1_000;
    private static final long US_PER_MS = 1_000;

    private final ArchiveWriter writer;
    private final SchemaRegistry registry;
    private final Optional<String> onlyStream;
    private final StreamEnds ends;
    private final ArchivedPayloads payloads;
    private final ArrivalTimes arrivals = new ArrivalTimes();
    private final Map<String, Decoding<?>> topics = new HashMap<>();
    private long records;
    private long raw;
    private long removed;

    private record Decoding<T extends SpecificRecordBase>(
            Topic<T> topic, AvroRecordDecoder<T> decoder) {}

    ArchivedRecords(
            ArchiveWriter writer,
            SchemaRegistry registry,
            Optional<String> onlyStream,
            StreamEnds ends,
            ArchivedPayloads payloads) {
        this.writer = writer;
        this.registry = registry;
        this.onlyStream = onlyStream;
        this.ends = ends;
        this.payloads = payloads;
    }

    /** A topic of the cluster, and the name that it has in the archive. */
    <T extends SpecificRecordBase> void add(String name, Topic<T> topic) {
        topics.put(name, new Decoding<>(topic, new AvroRecordDecoder<>(topic, registry)));
    }

    /**
     * Takes a record in.
     *
     * @throws UndecodableRecordException when the registry does not answer or is a wrong one
     */
    void accept(ConsumerRecord<byte[], byte[]> record)
            throws IOException, UndecodableRecordException {
        Decoding<?> decoding = topics.get(record.topic());
        if (decoding != null) {
            accept(record, decoding);
        }
    }

    private <T extends SpecificRecordBase> void accept(
            ConsumerRecord<byte[], byte[]> record, Decoding<T> decoding)
            throws IOException, UndecodableRecordException {
        Topic<T> topic = decoding.topic();
        Map<String, String> metadata = metadata(record);
        String key = metadata.getOrDefault(ArchiveChannel.KEY, "");
        try {
            T value = decoding.decoder().decode(record.value());
            String stream = topic.streamId(value);
            if (onlyStream.isPresent() && !onlyStream.get().equals(stream)) {
                return;
            }
            int id = ByteBuffer.wrap(record.value(), 1, Integer.BYTES).getInt();
            Schema written = registry.byId(id);
            ArchiveSchema schema = writer.schema(written.getFullName(), written.toString());
            metadata.put(ArchiveChannel.REGISTRY_ID, String.valueOf(id));
            long arrivalUs = arrivals.arrivalUs(topic, value, record.partition(), key);
            if (value instanceof VideoFrame frame && frame.getPayloadReference() != null) {
                payloads.take(
                        frame.getPayloadReference(),
                        "image/" + frame.getCodec(),
                        arrivalUs * NS_PER_US);
            }
            write(
                    writer.channel(schema.id(), topic.name(), ArchiveSchema.ENCODING, metadata),
                    record,
                    arrivalUs,
                    topic.eventTimeUs(value),
                    Arrays.copyOfRange(record.value(), FRAMING, record.value().length));
            ends.accept(stream == null ? "" : stream, value);
        } catch (UndecodableRecordException e) {
            if (e.kind() == FailureKind.REGISTRY_UNREACHABLE || wrongRegistry(e)) {
                throw e;
            }
            LOG.warn(
                    "Kept as it is: {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.reason());
            if (onlyStream.isEmpty() || onlyStream.get().equals(key)) {
                keepRaw(record, topic.name(), metadata, key);
            }
        }
    }

    /** A registry that knows none of the schemas is another one than the producer's. */
    private boolean wrongRegistry(UndecodableRecordException e) {
        return e.kind() == FailureKind.UNKNOWN_SCHEMA_ID
                && raw == records
                && raw >= UNKNOWN_AT_FIRST;
    }

    private void keepRaw(
            ConsumerRecord<byte[], byte[]> record,
            String topic,
            Map<String, String> metadata,
            String key)
            throws IOException {
        byte @Nullable [] value = record.value();
        if (value == null) {
            metadata.put(ArchiveChannel.NULL_VALUE, "true");
        }
        long us = record.timestamp() * US_PER_MS;
        write(
                writer.channel(0, topic, ArchiveChannel.RAW, metadata),
                record,
                arrivals.inOrder(us, topic, record.partition(), key),
                us,
                value == null ? new byte[0] : value);
        raw++;
    }

    private void write(
            ArchiveChannel channel,
            ConsumerRecord<byte[], byte[]> record,
            long arrivalUs,
            long eventTimeUs,
            byte[] data)
            throws IOException {
        writer.write(
                new ArchiveMessage(
                        channel,
                        (int) record.offset(),
                        arrivalUs * NS_PER_US,
                        eventTimeUs * NS_PER_US,
                        data));
        records++;
    }

    private static Map<String, String> metadata(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(ArchiveChannel.PARTITION, String.valueOf(record.partition()));
        byte @Nullable [] key = record.key();
        if (key != null) {
            try {
                metadata.put(
                        ArchiveChannel.KEY,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(key))
                                .toString());
            } catch (CharacterCodingException e) {
                metadata.put(ArchiveChannel.KEY_BASE64, Base64.getEncoder().encodeToString(key));
            }
        }
        return metadata;
    }

    /** Records have gone from their topics before they were read. */
    void addRemoved(long count) {
        removed += count;
    }

    /** What is to be known of the archive without it being wrong, in sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(payloads.notes());
        if (raw > 0) {
            notes.add(raw + " of them are no records of their topics and are kept as they were.");
        }
        return notes;
    }

    /** What should be in the archive and is not, in sentences. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        payloads.problem().ifPresent(problems::add);
        if (removed > 0) {
            problems.add(
                    removed
                            + " records were removed from their topics before they could be"
                            + " recorded: give the topics more room (retention.bytes).");
        }
        return problems;
    }
}
