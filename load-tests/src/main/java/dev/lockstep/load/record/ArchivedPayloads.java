package dev.lockstep.load.record;

import dev.lockstep.load.archive.ArchiveWriter;
import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.payload.PayloadStoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches what records refer to to the archive, each payload once, so that the archive needs
 * nobody else's folder. What cannot be had is counted. Not thread-safe.
 */
final class ArchivedPayloads {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedPayloads.class);

    /** More than the job reads of a picture, bytes. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final ArchiveWriter writer;
    private final Optional<PayloadStore> store;
    private long references;
    private long missing;
    private String why = "";

    /**
     * Nothing attached yet.
     *
     * @param store where payloads lie; empty where nobody said so
     */
    ArchivedPayloads(ArchiveWriter writer, Optional<PayloadStore> store) {
        this.writer = writer;
        this.store = store;
    }

    /** A record that arrived then, ns since the epoch, refers to a payload of that kind. */
    void take(PayloadReference reference, String mediaType, long logTimeNs) throws IOException {
        references++;
        if (store.isEmpty() || writer.hasAttachment(reference.getSha256())) {
            return;
        }
        if (reference.getSizeBytes() > MOST_BYTES) {
            missed("It would have " + reference.getSizeBytes() + " bytes, more than is read.");
            return;
        }
        byte[] payload;
        try {
            payload = store.get().get(reference);
        } catch (PayloadStoreException e) {
            missed(String.valueOf(e.getMessage()));
            return;
        }
        writer.attach(reference.getSha256(), mediaType, logTimeNs, payload);
    }

    private void missed(String reason) {
        LOG.warn("A payload is not in the archive: {}", reason);
        missing++;
        if (why.isEmpty()) {
            why = reason;
        }
    }

    /** What is to be known of an archive that is whole, in sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (references > 0 && store.isEmpty()) {
            notes.add(
                    references
                            + " pictures travel by reference and are not in the archive: name the"
                            + " producer's folder with --payload-dir to have them in it.");
        }
        return notes;
    }

    /** What went wrong, in a sentence; empty where everything that was looked for was there. */
    Optional<String> problem() {
        return missing == 0
                ? Optional.empty()
                : Optional.of(
                        missing
                                + " of "
                                + references
                                + " pictures that travel by reference are not in the archive."
                                + " The first: "
                                + why);
    }
}
