package dev.lockstep.load.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in an archive. Immutable.
 *
 * @param schemas its schemas by id
 * @param channels its channels by id
 * @param counts number of messages of each channel
 * @param startNs log time of the earliest message, ns since the epoch; 0 without any
 * @param endNs log time of the latest message
 * @param chunks where its chunks are, by their start
 * @param attachments where its attachments are, by name
 * @param truncated what to say of an archive that ends too early
 */
public record ArchiveContents(
        Map<Integer, ArchiveSchema> schemas,
        Map<Integer, ArchiveChannel> channels,
        Map<Integer, Long> counts,
        long startNs,
        long endNs,
        List<ChunkRef> chunks,
        Map<String, AttachmentRef> attachments,
        Optional<String> truncated) {

    public ArchiveContents {
        schemas = Map.copyOf(schemas);
        channels = Map.copyOf(channels);
        counts = Map.copyOf(counts);
        chunks = List.copyOf(chunks);
        attachments = Map.copyOf(attachments);
    }

    /** Number of messages. */
    public long messages() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** From the first message to the last, ns. */
    public long durationNs() {
        return endNs - startNs;
    }
}
