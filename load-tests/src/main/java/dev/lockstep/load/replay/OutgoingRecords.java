package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveContents;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records that are sent: the archived bytes with the ids of this registry, and where
 * streams have other names with those; nothing else is changed. Registers the archive's schemas
 * when it is made. Not thread-safe.
 */
final class OutgoingRecords {
    private static final long NS_PER_MS = 1_000_000;

    private final ReplayConf conf;
    private final RestoredPayloads payloads;
    private final Map<Integer, Integer> registryIds = new HashMap<>();

    /**
     * Records as a registry and a store of payloads want them.
     *
     * @throws UserException when the registry does not take a schema
     */
    OutgoingRecords(
            ArchiveContents contents,
            ReplayConf conf,
            SchemaRegistry registry,
            RestoredPayloads payloads) {
        this.conf = conf;
        this.payloads = payloads;
        for (ArchiveChannel channel : contents.channels().values()) {
            ArchiveSchema schema = contents.schemas().get(channel.schemaId());
            if (schema != null && conf.topics().contains(channel.topic())) {
                registryIds.computeIfAbsent(
                        channel.id(),
                        id -> register(registry, conf.prefix() + channel.topic(), schema));
            }
        }
    }

    private static int register(SchemaRegistry registry, String topic, ArchiveSchema schema) {
        try {
            return registry.register(topic + "-value", Heads.parse(schema));
        } catch (SchemaRegistryException e) {
            if (e.kind() != SchemaRegistryException.Kind.INCOMPATIBLE) {
                throw e;
            }
            throw new UserException(
                    "The registry refuses the archive's schema of "
                            + topic
                            + ", because it could not read what may be on that topic already:"
                            + " replay to topics of other names with --topic-prefix, or without"
                            + " --bootstrap through a pipeline on this machine.",
                    e);
        }
    }

    /**
     * The record of a delivery; what it refers to has been put back.
     *
     * @throws IOException when that was not possible, as a sentence
     */
    Outgoing of(Delivery delivery) throws IOException {
        String payload = delivery.head().payload();
        if (payload != null) {
            payloads.restore(payload);
        }
        ArchiveMessage message = delivery.message();
        ArchiveChannel channel = message.channel();
        return new Outgoing(
                delivery,
                new ProducerRecord<>(
                        conf.prefix() + channel.topic(),
                        null,
                        message.publishTimeNs() / NS_PER_MS,
                        key(channel, delivery.copy()),
                        value(delivery)));
    }

    private byte @Nullable [] key(ArchiveChannel channel, int copy) {
        String text = channel.metadata().get(ArchiveChannel.KEY);
        if (text != null) {
            return conf.naming().name(text, copy).getBytes(StandardCharsets.UTF_8);
        }
        String base64 = channel.metadata().get(ArchiveChannel.KEY_BASE64);
        return base64 == null ? null : Base64.getDecoder().decode(base64);
    }

    private byte @Nullable [] value(Delivery delivery) {
        ArchiveMessage message = delivery.message();
        ArchiveChannel channel = message.channel();
        Integer registryId = registryIds.get(channel.id());
        if (registryId == null) {
            boolean none = channel.metadata().containsKey(ArchiveChannel.NULL_VALUE);
            return none ? null : message.data();
        }
        byte[] avro = message.data();
        String archived = delivery.head().streamId();
        if (archived != null) {
            String id = conf.naming().name(archived, delivery.copy());
            if (!id.equals(archived)) {
                avro = delivery.head().withStream(avro, id);
            }
        }
        return ByteBuffer.allocate(1 + Integer.BYTES + avro.length)
                .put((byte) 0)
                .putInt(registryId)
                .put(avro)
                .array();
    }
}
