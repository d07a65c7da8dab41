package dev.lockstep.load.testing;

import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.archive.MessageCursor;
import dev.lockstep.schema.avro.TextEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** What texts are in an archive. Stateless. */
public final class ArchiveTexts {
    private ArchiveTexts() {}

    /** Stream and sequence number of each, in the order of the archive: "talk 4". */
    public static List<String> of(Path archive) throws IOException {
        List<String> texts = new ArrayList<>();
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            MessageCursor cursor = reader.all();
            for (ArchiveMessage m = cursor.next(); m != null; m = cursor.next()) {
                TextEvent event =
                        new SpecificDatumReader<>(TextEvent.class)
                                .read(null, DecoderFactory.get().binaryDecoder(m.data(), null));
                texts.add(event.getStreamId() + " " + event.getSequence());
            }
        }
        return texts;
    }

    /** So many records are in an archive that may still grow, or not be there yet. */
    public static long count(Path archive) {
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            return reader.contents().messages();
        } catch (IOException e) {
            return 0;
        }
    }
}
