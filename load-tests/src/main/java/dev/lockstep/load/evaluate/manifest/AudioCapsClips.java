package dev.lockstep.load.evaluate.manifest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clips of a table of AudioCaps, which holds none: everybody downloads them, and each tool
 * names them in its own way. Looked through are the folder of the table and {@code audio/} beside
 * that folder, a few folders deep; what lies in a folder of the table's name goes first. Immutable.
 *
 * <p>A clip is called, in this order: its video and start ({@code ID_30}), or start and end, in
 * seconds with or without decimals ({@code ID_30.000_40.000}) or in milliseconds ({@code
 * ID_30000_40000}); its video, where the table has one clip of it; an audiocap_id of its captions.
 * A Y may stand in front, as AudioSet's tools put it there.
 */
final class AudioCapsClips {
    private static final int DEEPEST = 4;
    private static final BigDecimal LENGTH_S = BigDecimal.TEN;

    private final Path folder;
    private final Map<String, Path> byName;

    private AudioCapsClips(Path folder, Map<String, Path> byName) {
        this.folder = folder;
        this.byName = byName;
    }

    static AudioCapsClips of(Path table) throws IOException {
        Path folder = Objects.requireNonNull(table.toAbsolutePath().normalize().getParent());
        List<Path> sounds = new ArrayList<>(sounds(folder));
        Path beside = folder.resolveSibling("audio");
        if (folder.getParent() != null && Files.isDirectory(beside) && !beside.equals(folder)) {
            sounds.addAll(sounds(beside));
        }
        String name = String.valueOf(table.getFileName()).replaceFirst("\\.csv$", "");
        sounds.sort(Comparator.comparing(file -> !isWithin(file, name)));
        Map<String, Path> byName = new HashMap<>();
        for (Path file : sounds) {
            byName.putIfAbsent(
                    String.valueOf(
                            SoundFiles.stem(String.valueOf(file.getFileName()), SoundFiles.SOUND)),
                    file);
        }
        return new AudioCapsClips(folder, byName);
    }

    private static List<Path> sounds(Path folder) throws IOException {
        return FilesBelow.of(
                folder, DEEPEST, name -> SoundFiles.stem(name, SoundFiles.SOUND) != null);
    }

    private static boolean isWithin(Path file, String folder) {
        Path parent = file.getParent();
        if (parent != null) {
            for (Path part : parent) {
                if (part.toString().equals(folder)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where they are looked for. */
    Path folder() {
        return folder;
    }

    /**
     * The file of a clip; null where there is none.
     *
     * @param onlyOne whether the table has no other clip of the video
     * @param ids of its captions
     */
    @Nullable Path find(String youtubeId, String start, boolean onlyOne, List<String> ids) {
        List<String> names = new ArrayList<>();
        for (String time : times(start)) {
            names.add(youtubeId + "_" + time);
            names.add("Y" + youtubeId + "_" + time);
        }
        if (onlyOne) {
            names.add(youtubeId);
            names.add("Y" + youtubeId);
        }
        names.addAll(ids);
        for (String name : names) {
            Path file = byName.get(name);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    /** A start, and start and end, in the ways in which they are written. */
    private static Set<String> times(String start) {
        Set<String> times = new LinkedHashSet<>();
        times.add(start);
        BigDecimal from;
        try {
            from = new BigDecimal(start);
        } catch (NumberFormatException e) {
            return times;
        }
        BigDecimal to = from.add(LENGTH_S);
        for (String format : List.of("%.0f", "%.1f", "%.2f", "%.3f")) {
            add(
                    times,
                    String.format(Locale.ROOT, format, from),
                    String.format(Locale.ROOT, format, to));
        }
        add(
                times,
                from.movePointRight(3).toBigInteger().toString(),
                to.movePointRight(3).toBigInteger().toString());
        return times;
    }

    private static void add(Set<String> times, String from, String to) {
        times.add(from + "_" + to);
        times.add(from);
    }
}
