package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.archive.AttachmentRef;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.payload.PayloadStoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the payloads of an archive back where the job reads them, each once and before the first
 * record that refers to it. References need no change: a payload is found by its SHA-256. Not
 * thread-safe.
 */
final class RestoredPayloads {
    private final ArchiveReader reader;
    private final Optional<PayloadStore> store;
    private final Set<String> restored = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    /**
     * Nothing put back yet.
     *
     * @param store where the job reads payloads; empty where that is not known
     */
    RestoredPayloads(ArchiveReader reader, Optional<PayloadStore> store) {
        this.reader = reader;
        this.store = store;
    }

    /**
     * The payloads, in numbers. Immutable.
     *
     * @param restored put back
     * @param left in the archive, but nobody said where to put them
     * @param missing not in the archive
     */
    record Counts(int restored, int left, int missing) {
        /** What is to be known of it, in sentences. */
        List<String> notes() {
            List<String> notes = new ArrayList<>();
            if (restored > 0) {
                notes.add(restored + " pictures that travel by reference were put back.");
            }
            if (left > 0) {
                notes.add(
                        left
                                + " pictures of the archive travel by reference and were not put"
                                + " back: name the folder that the job reads (vision.payload-dir)"
                                + " with --payload-dir.");
            }
            if (missing > 0) {
                notes.add(
                        missing
                                + " pictures that travel by reference are not in the archive: only"
                                + " a job that reads the folder that they lay in sees them.");
            }
            return notes;
        }
    }

    /**
     * A record is to be sent that refers to a payload.
     *
     * @throws IOException when the payload is damaged or cannot be put back, as a sentence
     */
    void restore(String sha256) throws IOException {
        AttachmentRef attached = reader.contents().attachments().get(sha256);
        if (attached == null) {
            missing.add(sha256);
        } else if (store.isEmpty()) {
            left.add(sha256);
        } else if (restored.add(sha256)) {
            try {
                store.get().put(reader.attachment(attached));
            } catch (PayloadStoreException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** How many were met so far. */
    Counts counts() {
        return new Counts(restored.size(), left.size(), missing.size());
    }
}
