package dev.lockstep.load.evaluate.manifest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds files whose ending nobody names. Stateless. */
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
                Path file = withEnding(name, ending);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        return withEnding(without.get(0), endings.get(0));
    }

    private static Path withEnding(Path name, String ending) {
        return name.resolveSibling(name.getFileName() + ending);
    }
}
