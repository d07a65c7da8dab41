package dev.lockstep.load.evaluate.manifest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds files whose ending nobody names, in small letters or in capitals. Stateless. */
final class SoundFiles {
    /** Endings of sound, the usual first. */
    static final List<String> SOUND =
            List.of(".wav", ".flac", ".mp3", ".m4a", ".ogg", ".opus", ".webm", ".mp4");

    /** Endings of pictures that Java reads. */
    static final List<String> PICTURES = List.of(".jpg", ".jpeg", ".png");

    /** Endings of video. */
    static final List<String> VIDEO = List.of(".mp4", ".mkv", ".webm");

    private SoundFiles() {}

    /** The file of that name with one of the endings, or with the first where there is none. */
    static Path find(Path without, List<String> endings) {
        return find(List.of(without), endings);
    }

    /** The same, trying several names in turn. */
    static Path find(List<Path> without, List<String> endings) {
        for (Path name : without) {
            for (String ending : endings) {
                for (String written : List.of(ending, ending.toUpperCase(Locale.ROOT))) {
                    Path file = withEnding(name, written);
                    if (Files.isRegularFile(file)) {
                        return file;
                    }
                }
            }
        }
        return withEnding(without.get(0), endings.get(0));
    }

    /** A file's name without its ending; null where it has none of these. */
    static @Nullable String stem(String name, List<String> endings) {
        String small = name.toLowerCase(Locale.ROOT);
        for (String ending : endings) {
            if (small.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return null;
    }

    private static Path withEnding(Path name, String ending) {
        return name.resolveSibling(name.getFileName() + ending);
    }
}
