package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes read speech as LibriSpeech lays it out: {@code READER/CHAPTER/READER-CHAPTER.trans.txt}, a
 * line {@code UTTERANCE TEXT} each, the sound beside it as {@code UTTERANCE.flac} (or .wav). {@code
 * SPEAKERS.TXT} lies in the folder, up to three above it, or in {@code LibriSpeech/} within; its
 * lines are {@code ID | SEX | SUBSET | MINUTES | NAME}, {@code ;} begins a remark, and a name may
 * hold bars. Labels: speaker, chapter, sex, subset. Stateless.
 */
final class LibriSpeechImporter {
    private static final String TRANSCRIPTS = ".trans.txt";
    private static final String SPEAKERS = "SPEAKERS.TXT";
    private static final String ROOT = "LibriSpeech";
    private static final int DEEPEST = 5;
    private static final int HIGHEST = 3;
    private static final List<String> ENDINGS = List.of(".flac", ".wav");

    private LibriSpeechImporter() {}

    /** Whether a folder looks like it. */
    static boolean fits(Path folder) throws IOException {
        return FilesBelow.any(folder, DEEPEST, name -> name.endsWith(TRANSCRIPTS));
    }

    static Suite read(Path folder) throws IOException {
        Map<String, Map<String, String>> speakers = speakers(folder);
        SuiteBuilder suite = new SuiteBuilder(folder.toString());
        for (Path file : FilesBelow.of(folder, DEEPEST, name -> name.endsWith(TRANSCRIPTS))) {
            List<String> lines = TextLines.of(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    add(suite, file, lines.get(i), TextLines.where(file, i + 1), speakers);
                }
            }
        }
        return suite.build();
    }

    private static void add(
            SuiteBuilder suite,
            Path file,
            String line,
            String where,
            Map<String, Map<String, String>> speakers) {
        String[] parts = line.strip().split("\\s+", 2);
        if (parts.length < 2) {
            suite.leaveOut(parts[0], "was left out, no text follows it", where);
            return;
        }
        String[] names = parts[0].split("-", -1);
        Map<String, String> labels = new LinkedHashMap<>();
        if (names.length >= 2) {
            labels.put("speaker", names[0]);
            labels.put("chapter", names[1]);
            labels.putAll(speakers.getOrDefault(names[0], Map.of()));
        }
        Path sound = SoundFiles.find(file.resolveSibling(parts[0]), ENDINGS);
        suite.addFound(
                new Item(parts[0], Clip.whole(sound), List.of(), null, parts[1], List.of(), labels),
                where);
    }

    private static Map<String, Map<String, String>> speakers(Path folder) throws IOException {
        Map<String, Map<String, String>> speakers = new HashMap<>();
        Path file = speakersFile(folder);
        if (file == null) {
            return speakers;
        }
        List<String> lines = TextLines.of(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith(";")) {
                continue;
            }
            String[] fields = line.split("\\|", -1);
            if (fields.length < 3) {
                throw new UserException(
                        TextLines.where(file, i + 1)
                                + " has "
                                + fields.length
                                + " fields: write ID | SEX | SUBSET | MINUTES | NAME.");
            }
            speakers.put(
                    fields[0].strip(),
                    Map.of("sex", fields[1].strip(), "subset", fields[2].strip()));
        }
        return speakers;
    }

    private static @Nullable Path speakersFile(Path folder) {
        Path at = folder.toAbsolutePath().normalize();
        List<Path> places = new ArrayList<>(List.of(at, at.resolve(ROOT)));
        Path above = at.getParent();
        for (int up = 0; up < HIGHEST && above != null; up++, above = above.getParent()) {
            places.add(above);
        }
        return places.stream()
                .map(place -> place.resolve(SPEAKERS))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }
}
