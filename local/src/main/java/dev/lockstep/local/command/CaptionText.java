package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.text.FieldMapping;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.producer.text.TextFeeds;
import dev.lockstep.producer.text.TextFeeds.Format;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The feed that {@code caption --text} names. Stateless. */
final class CaptionText {
    private CaptionText() {}

    /** Opens the file; null without one. Plain text is refused, since it does not say when. */
    static @Nullable TextFeed open(@Nullable String file) throws IOException {
        if (file == null) {
            return null;
        }
        if (file.equals("-") || file.toLowerCase(Locale.ROOT).endsWith(".txt")) {
            throw new UserException(
                    "Plain text does not say when it belongs to the media: give --text a file in"
                            + " SubRip (.srt), WebVTT (.vtt) or JSON lines (.jsonl).");
        }
        try {
            return TextFeeds.open(file, Format.AUTO, FieldMapping.STANDARD);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
