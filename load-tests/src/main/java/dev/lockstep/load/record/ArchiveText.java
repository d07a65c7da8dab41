package dev.lockstep.load.record;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveContents;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.load.archive.AttachmentRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is in an archive, for people. Stateless. */
public final class ArchiveText {
    private ArchiveText() {}

    /** Lines about its contents; its file has that many bytes. */
    public static List<String> of(ArchiveContents contents, long bytes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%d records in %.1f s, %d chunks, %.1f MB",
                        contents.messages(),
                        contents.durationNs() / 1e9,
                        contents.chunks().size(),
                        bytes / 1e6));
        if (contents.messages() > 0) {
            lines.add("arrived from " + time(contents.startNs()) + " to " + time(contents.endNs()));
        }
        Map<String, Long> byStream = new TreeMap<>();
        for (ArchiveChannel channel : contents.channels().values()) {
            String key = channel.metadata().getOrDefault(ArchiveChannel.KEY, "(no key)");
            String raw = channel.encoding().equals(ArchiveSchema.ENCODING) ? "" : ", undecoded";
            byStream.merge(
                    channel.topic() + " of " + key + raw,
                    contents.counts().getOrDefault(channel.id(), 0L),
                    Long::sum);
        }
        byStream.forEach((name, count) -> lines.add("  " + name + ": " + count + " records"));
        if (!contents.attachments().isEmpty()) {
            long attached =
                    contents.attachments().values().stream().mapToLong(AttachmentRef::size).sum();
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "  pictures that travel by reference: %d, %.1f MB",
                            contents.attachments().size(),
                            attached / 1e6));
        }
        contents.truncated().ifPresent(lines::add);
        return lines;
    }

    private static String time(long ns) {
        return Instant.EPOCH.plusNanos(ns).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
