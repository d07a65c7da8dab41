package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes captioned sounds as AudioCaps lays them out: a table {@code
 * audiocap_id,youtube_id,start_time,caption} and a folder of clips, found beside the table, in
 * {@code audio/} or in a folder of the table's name. A clip is called by its youtube_id and
 * start_time ({@code ID_30}), by its youtube_id, with or without a Y in front, or by its
 * audiocap_id. Several captions of a clip make one item. Stateless.
 */
final class AudioCapsImporter {
    private static final List<String> COLUMNS =
            List.of("audiocap_id", "youtube_id", "start_time", "caption");

    private AudioCapsImporter() {}

    /** A folder's table; null where there is none. */
    static @Nullable Path table(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                if (fits(file)) {
                    return file;
                }
            }
        }
        return null;
    }

    private static boolean fits(Path table) throws IOException {
        List<String> lines = TextLines.of(table);
        return !lines.isEmpty() && List.of(lines.get(0).split(",")).containsAll(COLUMNS);
    }

    /** What is known of a clip so far. */
    private record Captioned(
            int line, String youtubeId, String start, String id, List<String> captions) {}

    static Suite read(Path table) throws IOException {
        CsvTable csv = CsvTable.read(table);
        if (!csv.head().containsAll(COLUMNS)) {
            throw new UserException(
                    TextLines.where(table, 1)
                            + " lacks a column: the head must name "
                            + String.join(", ", COLUMNS)
                            + ".");
        }
        Map<String, Captioned> clips = new LinkedHashMap<>();
        for (CsvTable.Row row : csv.rows()) {
            String youtubeId = cell(table, row, "youtube_id");
            String start = cell(table, row, "start_time");
            clips.computeIfAbsent(
                            youtubeId + "_" + start,
                            clip ->
                                    new Captioned(
                                            row.line(),
                                            youtubeId,
                                            start,
                                            cell(table, row, "audiocap_id"),
                                            new ArrayList<>()))
                    .captions()
                    .add(cell(table, row, "caption"));
        }
        SuiteBuilder suite = new SuiteBuilder(table.toString());
        clips.forEach(
                (id, clip) ->
                        suite.add(
                                new Item(
                                        id,
                                        Clip.whole(sound(table, clip)),
                                        List.of(),
                                        null,
                                        null,
                                        clip.captions(),
                                        Map.of()),
                                TextLines.where(table, clip.line())));
        return suite.build();
    }

    private static String cell(Path table, CsvTable.Row row, String column) {
        String value = String.valueOf(row.cells().get(column)).strip();
        if (value.isEmpty()) {
            throw new UserException(
                    TextLines.where(table, row.line()) + " has no " + column + ": add it.");
        }
        return value;
    }

    private static Path sound(Path table, Captioned clip) {
        Path folder = Objects.requireNonNull(table.toAbsolutePath().getParent());
        String name = String.valueOf(table.getFileName()).replaceFirst("\\.csv$", "");
        List<Path> names = new ArrayList<>();
        for (String inside : List.of("audio", name, ".")) {
            for (String called :
                    List.of(
                            clip.youtubeId() + "_" + clip.start(),
                            clip.youtubeId(),
                            "Y" + clip.youtubeId(),
                            clip.id())) {
                names.add(folder.resolve(inside).resolve(called).normalize());
            }
        }
        return SoundFiles.find(names, SoundFiles.SOUND);
    }
}
