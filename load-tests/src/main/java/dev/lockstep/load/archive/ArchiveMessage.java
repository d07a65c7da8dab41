package dev.lockstep.load.archive;

/**
 * A record of Kafka. Its bytes are handed over, never copied.
 *
 * @param channel where it was
 * @param sequence the low 32 bits of its offset
 * @param logTimeNs when it arrived, ns since the epoch
 * @param publishTimeNs event time, ns since the epoch
 * @param data its value
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed over, never shared for writing.
public record ArchiveMessage(
        ArchiveChannel channel, int sequence, long logTimeNs, long publishTimeNs, byte[] data) {}
