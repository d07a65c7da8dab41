package dev.lockstep.load.talk;

import dev.lockstep.producer.text.FieldMapping;
import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextFeeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what is said, and when, from WebVTT and SubRip. Stateless. */
final class CueFile {
    private static final long US_PER_MS = 1_000;

    private CueFile() {}

    /**
     * Cues in order of time. Those that overlap become one, as of two people who talk at once it
     * cannot be said whose sentence a caption ends.
     *
     * @throws IOException in one sentence, where a cue cannot be read or there is none
     */
    static List<ReferenceCue> read(Path file) throws IOException {
        List<ReferenceCue> cues = new ArrayList<>();
        try (TextFeed feed =
                TextFeeds.open(file.toString(), TextFeeds.Format.AUTO, FieldMapping.STANDARD)) {
            for (Optional<TextEntry> entry = feed.next(); entry.isPresent(); entry = feed.next()) {
                if (entry.get() instanceof TextEntry.Item item && item.ptsUs().isPresent()) {
                    cues.add(cue(file, item));
                } else if (entry.get() instanceof TextEntry.Bad bad) {
                    throw new IOException(bad.message());
                }
            }
        }
        if (cues.isEmpty()) {
            throw new IOException(
                    file.getFileName()
                            + " holds no cue; give WebVTT, SubRip or plain text that ends in"
                            + " .txt.");
        }
        cues.sort(Comparator.comparingLong(ReferenceCue::startMs));
        return joined(cues);
    }

    private static ReferenceCue cue(Path file, TextEntry.Item item) throws IOException {
        long startMs = item.ptsUs().getAsLong() / US_PER_MS;
        long lengthMs = item.durationUs() / US_PER_MS;
        if (lengthMs == 0) {
            throw new IOException(
                    file.getFileName()
                            + ": the cue at "
                            + startMs
                            + " ms ends when it begins, so that it is not known when its sentence"
                            + " ends; mend its times.");
        }
        return new ReferenceCue(
                startMs, startMs + lengthMs, item.text().strip().replaceAll("\\s+", " "));
    }

    private static List<ReferenceCue> joined(List<ReferenceCue> cues) {
        List<ReferenceCue> joined = new ArrayList<>();
        for (ReferenceCue cue : cues) {
            ReferenceCue last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && cue.startMs() < last.endMs()) {
                joined.set(joined.size() - 1, last.and(cue));
            } else {
                joined.add(cue);
            }
        }
        return joined;
    }
}
