package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveContents;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.schema.registry.SchemaRegistry;

import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the records that are sent: the archived bytes with the ids of this registry, and where
 * streams have other names with those; nothing else is changed. Registers the archive's schemas
 * when it is made. Not thread-safe.
 */
final class OutgoingRecords {
    private static final long NS_PER_MS = 1_000_000;

    private final ReplayConf conf;
    private final Map<Integer, Integer> registryIds = new HashMap<>();

    OutgoingRecords(ArchiveContents contents, ReplayConf conf, SchemaRegistry registry) {
        this.conf = conf;
        for (ArchiveChannel channel : contents.channels().values()) {
            ArchiveSchema schema = contents.schemas().get(channel.schemaId());
            if (schema != null && conf.topics().contains(channel.topic())) {
                registryIds.computeIfAbsent(
                        channel.id(),
                        id ->
                                registry.register(
                                        conf.prefix() + channel.topic() + "-value",
                                        new Schema.Parser().parse(schema.json())));
            }
        }
    }

    /** The record of a delivery. */
    Outgoing of(Delivery delivery) {
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
