package dev.lockstep.load.archive;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The MCAP records of schemas, channels and messages, both ways. Stateless. */
final class Records {
    private Records() {}

    static byte[] write(ArchiveSchema schema) {
        return new RecordBytes()
                .u16(schema.id())
                .text(schema.name())
                .text(ArchiveSchema.ENCODING)
                .sized(schema.json().getBytes(StandardCharsets.UTF_8))
                .toByteArray();
    }

    static ArchiveSchema schema(RecordFields fields) throws ArchiveException {
        int id = fields.u16();
        String name = fields.text();
        String encoding = fields.text();
        String json = fields.text();
        fields.end();
        if (!encoding.equals(ArchiveSchema.ENCODING)) {
            throw fields.damaged("a schema in " + encoding + ", where Avro is expected");
        }
        return new ArchiveSchema(id, name, json);
    }

    static byte[] write(ArchiveChannel channel) {
        return new RecordBytes()
                .u16(channel.id())
                .u16(channel.schemaId())
                .text(channel.topic())
                .text(channel.encoding())
                .texts(channel.metadata())
                .toByteArray();
    }

    static ArchiveChannel channel(RecordFields fields) throws ArchiveException {
        ArchiveChannel channel =
                new ArchiveChannel(
                        fields.u16(), fields.u16(), fields.text(), fields.text(), fields.texts());
        fields.end();
        return channel;
    }

    static byte[] write(ArchiveMessage message) {
        return new RecordBytes()
                .u16(message.channel().id())
                .u32(message.sequence())
                .u64(message.logTimeNs())
                .u64(message.publishTimeNs())
                .raw(message.data())
                .toByteArray();
    }

    static ArchiveMessage message(RecordFields fields, Map<Integer, ArchiveChannel> channels)
            throws ArchiveException {
        int id = fields.u16();
        ArchiveChannel channel = channels.get(id);
        if (channel == null) {
            throw fields.damaged("a message of channel " + id + ", which is not described");
        }
        return new ArchiveMessage(channel, fields.i32(), fields.u64(), fields.u64(), fields.rest());
    }
}
