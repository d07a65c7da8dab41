package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes captioned sounds as AudioCaps lays them out: a table {@code
 * audiocap_id,youtube_id,start_time,caption} and clips, which are looked for by {@link
 * AudioCapsClips}. Several captions of a clip, five in {@code val} and {@code test}, make one item.
 * Stateless.
 */
final class AudioCapsImporter {
    private static final String ID = "audiocap_id";
    private static final String VIDEO = "youtube_id";
    private static final String START = "start_time";
    private static final String CAPTION = "caption";
    private static final List<String> COLUMNS = List.of(ID, VIDEO, START, CAPTION);

    private AudioCapsImporter() {}

    /** A folder's table; null where there is none. */
    static @Nullable Path table(Path folder) throws IOException {
        List<Path> tables = FilesBelow.of(folder, 1, name -> name.endsWith(".csv"));
        for (Path file : tables) {
            if (fits(file)) {
                return file;
            }
        }
        return null;
    }

    private static boolean fits(Path table) throws IOException {
        try (Stream<String> lines = Files.lines(table)) {
            String first = lines.findFirst().orElse("");
            return CsvTable.head(TextLines.withoutMark(first)).containsAll(COLUMNS);
        } catch (UncheckedIOException e) {
            // A table of somebody else, in another encoding.
            return false;
        }
    }

    /** What is known of a clip so far. */
    private record Captioned(
            int line, String youtubeId, String start, List<String> ids, List<String> captions) {}

    static Suite read(Path table) throws IOException {
        CsvTable csv = CsvTable.read(table);
        if (!csv.head().containsAll(COLUMNS)) {
            throw new UserException(
                    TextLines.where(table, 1)
                            + " lacks a column: the head must name "
                            + String.join(", ", COLUMNS)
                            + ".");
        }
        SuiteBuilder suite = new SuiteBuilder(table.toString());
        Map<String, Captioned> clips = new LinkedHashMap<>();
        for (CsvTable.Row row : csv.rows()) {
            Map<String, String> cells = csv.named(row);
            String problem = problem(csv, row);
            if (problem != null) {
                suite.leaveOut("a caption", problem, TextLines.where(table, row.line()));
                continue;
            }
            String youtubeId = cell(cells, VIDEO);
            String start = cell(cells, START);
            Captioned clip =
                    clips.computeIfAbsent(
                            youtubeId + "_" + start,
                            id ->
                                    new Captioned(
                                            row.line(),
                                            youtubeId,
                                            start,
                                            new ArrayList<>(),
                                            new ArrayList<>()));
            clip.ids().add(cell(cells, ID));
            clip.captions().add(cell(cells, CAPTION));
        }
        add(suite, table, clips);
        return suite.build();
    }

    private static void add(SuiteBuilder suite, Path table, Map<String, Captioned> clips)
            throws IOException {
        AudioCapsClips files = AudioCapsClips.of(table);
        Map<String, Long> parts =
                clips.values().stream()
                        .collect(
                                Collectors.groupingBy(Captioned::youtubeId, Collectors.counting()));
        clips.forEach(
                (id, clip) -> {
                    String where = TextLines.where(table, clip.line());
                    boolean only = Objects.requireNonNull(parts.get(clip.youtubeId())) == 1;
                    Path sound = files.find(clip.youtubeId(), clip.start(), only, clip.ids());
                    if (sound == null) {
                        suite.leaveOut(
                                id,
                                "was left out, no sound of that name is below " + files.folder(),
                                where);
                        return;
                    }
                    suite.addFound(
                            new Item(
                                    id,
                                    Clip.whole(sound),
                                    List.of(),
                                    null,
                                    null,
                                    clip.captions(),
                                    Map.of()),
                            where);
                });
    }

    private static @Nullable String problem(CsvTable csv, CsvTable.Row row) {
        if (row.cells().size() != csv.head().size()) {
            return "was left out, its line has "
                    + row.cells().size()
                    + " fields and the head has "
                    + csv.head().size()
                    + " (put quotes round a text that holds commas)";
        }
        Map<String, String> cells = csv.named(row);
        TreeSet<String> empty = new TreeSet<>(COLUMNS);
        empty.removeIf(column -> !cell(cells, column).isEmpty());
        return empty.isEmpty() ? null : "was left out, it has no " + String.join(", ", empty);
    }

    private static String cell(Map<String, String> cells, String column) {
        return Objects.requireNonNullElse(cells.get(column), "").strip();
    }
}
