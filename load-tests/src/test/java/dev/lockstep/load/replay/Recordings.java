package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.load.archive.ArchiveWriter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Archives of two sources of text in one stream, a record every 10 ms in turn. */
final class Recordings {
    static final String TOPIC = "media.text";
    static final long STEP_NS = 10_000_000;
    static final long START_NS = 1_700_000_000_000_000_000L;

    private Recordings() {}

    static Path write(Path file, int records) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ArchiveWriter writer = new ArchiveWriter(out, 1_000);
            ArchiveSchema schema =
                    writer.schema("TextEvent", TextEvent.getClassSchema().toString());
            ArchiveChannel channel =
                    writer.channel(
                            schema.id(),
                            TOPIC,
                            ArchiveSchema.ENCODING,
                            Map.of(ArchiveChannel.PARTITION, "0", ArchiveChannel.KEY, "talk"));
            for (int i = 0; i < records; i++) {
                long timeNs = START_NS + i * STEP_NS;
                writer.write(
                        new ArchiveMessage(channel, i, timeNs, timeNs, avro(i, i >= records - 2)));
            }
            writer.finish();
        }
        return file;
    }

    static byte[] avro(int number, boolean end) throws IOException {
        TextEvent event =
                TextEvent.newBuilder()
                        .setStreamId("talk")
                        .setSourceId(number % 2 == 0 ? "text-0" : "text-1")
                        .setSequence(number / 2)
                        .setEventTimeUs(START_NS / 1_000 + number)
                        .setPtsUs(number)
                        .setDurationUs(0)
                        .setIngestTimeUs(START_NS / 1_000 + number)
                        .setKind(TextKind.CHAT)
                        .setText("text " + number)
                        .setEndOfStream(end)
                        .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(TextEvent.class).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    static List<Delivery> plan(Path file, int copies, long staggerNs, Perturbations how) {
        try (ArchiveReader reader = ArchiveReader.open(file)) {
            ReplayPlan plan = new ReplayPlan(reader, Set.of(TOPIC), copies, staggerNs, 0, how);
            List<Delivery> deliveries = new ArrayList<>();
            for (Delivery d = plan.next(); d != null; d = plan.next()) {
                deliveries.add(d);
            }
            return deliveries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
