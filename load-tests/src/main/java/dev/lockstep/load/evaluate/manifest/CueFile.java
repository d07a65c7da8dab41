package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.text.FieldMapping;
import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextFeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said, from subtitles or a text file. Stateless. */
final class CueFile {
    private CueFile() {}

    /**
     * The texts of all cues in order.
     *
     * @param file SRT, WebVTT or plain text, by its ending
     * @throws UserException when it is not there or a cue cannot be read
     */
    static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserException("There is no file " + file + ": check the path of the cues.");
        }
        List<String> texts = new ArrayList<>();
        try (TextFeed feed =
                TextFeeds.open(file.toString(), TextFeeds.Format.AUTO, FieldMapping.STANDARD)) {
            for (Optional<TextEntry> entry = feed.next(); entry.isPresent(); entry = feed.next()) {
                if (entry.get() instanceof TextEntry.Item cue) {
                    texts.add(cue.text());
                } else if (entry.get() instanceof TextEntry.Bad bad) {
                    throw new UserException(bad.message());
                }
            }
        }
        return String.join(" ", texts);
    }
}
