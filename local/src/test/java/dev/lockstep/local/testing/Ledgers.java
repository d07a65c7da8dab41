package dev.lockstep.local.testing;

import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;

/** Ledger entries for tests. */
public final class Ledgers {
    private Ledgers() {}

    /** An entry of stream "talk" in which all that was read is matched. */
    public static LedgerEntry entry(String source, long interval, long read) {
        return LedgerEntry.newBuilder()
                .setStreamId("talk")
                .setSourceId(source)
                .setModality(
                        source.startsWith("audio")
                                ? Modality.AUDIO
                                : source.startsWith("video") ? Modality.VIDEO : Modality.TEXT)
                .setEventTimeUs(Captions.START_US)
                .setInterval(interval)
                .setRead(read)
                .setMatched(read)
                .build();
    }

    /** The same as the last one of its source. */
    public static LedgerEntry last(String source, long read, long windowsSettled) {
        LedgerEntry entry = entry(source, 99, read);
        entry.setEndOfStream(true);
        entry.setWindowsSettled(windowsSettled);
        return entry;
    }
}
