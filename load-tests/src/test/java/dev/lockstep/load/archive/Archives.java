package dev.lockstep.load.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small archives. */
final class Archives {
    static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"s\",\"type\":\"string\"}]}";

    private Archives() {}

    /** One message: which topic and partition, when, and what is in it. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed over, never shared for writing.
    record Item(int topic, int partition, long logTimeNs, byte[] data) {}

    static void write(Path file, int chunkBytes, List<Item> items, boolean finished)
            throws IOException {
        write(file, chunkBytes, items, Map.of(), finished);
    }

    /** Writes an archive; an attachment lies before the message of its number. */
    static void write(
            Path file,
            int chunkBytes,
            List<Item> items,
            Map<Integer, byte[]> attachments,
            boolean finished)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ArchiveWriter writer = new ArchiveWriter(out, chunkBytes);
            int schema = writer.schema("A", SCHEMA).id();
            int sequence = 0;
            for (Item item : items) {
                byte[] attached = attachments.get(sequence);
                if (attached != null) {
                    writer.attach("attachment " + sequence, "text/plain", 1, attached);
                    writer.attach("attachment " + sequence, "text/plain", 2, new byte[1]);
                }
                ArchiveChannel channel =
                        writer.channel(
                                item.topic() == 0 ? 0 : schema,
                                "topic-" + item.topic(),
                                item.topic() == 0 ? ArchiveChannel.RAW : ArchiveSchema.ENCODING,
                                Map.of(ArchiveChannel.PARTITION, String.valueOf(item.partition())));
                writer.write(
                        new ArchiveMessage(
                                channel,
                                sequence++,
                                item.logTimeNs(),
                                item.logTimeNs() - 7,
                                item.data()));
            }
            if (finished) {
                writer.finish();
            } else {
                writer.flush();
            }
        }
    }

    static List<ArchiveMessage> read(MessageCursor cursor) throws IOException {
        List<ArchiveMessage> messages = new ArrayList<>();
        for (ArchiveMessage m = cursor.next(); m != null; m = cursor.next()) {
            messages.add(m);
        }
        return messages;
    }

    /** What is compared of a message, as text. */
    static String text(ArchiveMessage message) {
        String topic = message.channel().topic();
        return text(
                Integer.parseInt(topic.substring(topic.length() - 1)),
                Integer.parseInt(
                        message.channel().metadata().getOrDefault(ArchiveChannel.PARTITION, "-1")),
                message.sequence(),
                message.logTimeNs(),
                message.publishTimeNs(),
                message.data());
    }

    /** The same of what was written as number {@code sequence}. */
    static String text(Item item, int sequence) {
        return text(
                item.topic(),
                item.partition(),
                sequence,
                item.logTimeNs(),
                item.logTimeNs() - 7,
                item.data());
    }

    private static String text(
            int topic, int partition, int sequence, long logNs, long publishNs, byte[] data) {
        return List.of(topic, partition, sequence, logNs, publishNs) + Arrays.toString(data);
    }
}
