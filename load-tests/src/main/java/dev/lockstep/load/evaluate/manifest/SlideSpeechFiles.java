package dev.lockstep.load.evaluate.manifest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the recordings of talks are. Immutable.
 *
 * <p>SlideSpeech hands out texts in {@code related_files/SUBSET/}, with the paths of {@code
 * wav.scp} from the folder above {@code related_files}. Its scripts put videos beside it as {@code
 * GROUP/CATEGORY/RECORDING.mp4} and sound as {@code GROUP/wav/CATEGORY/RECORDING.wav}; the category
 * is what stands before the first {@code _} of the recording, the group is train, dev or test, and
 * the subsets L95 and S95 are of train. A set of one's own has {@code audio/} and {@code video/} in
 * its folder.
 *
 * @param folder of the texts
 * @param roots folders that paths may begin in: it and the three above
 */
record SlideSpeechFiles(Path folder, List<Path> roots) {
    private static final int HIGHEST = 3;
    private static final List<String> GROUPS = List.of("train", "dev", "test");

    SlideSpeechFiles {
        roots = List.copyOf(roots);
    }

    static SlideSpeechFiles of(Path folder) {
        List<Path> roots = new ArrayList<>();
        Path at = folder;
        for (int up = 0; up <= HIGHEST && at != null; up++) {
            roots.add(at);
            at = at.toAbsolutePath().normalize().getParent();
        }
        return new SlideSpeechFiles(folder, roots);
    }

    /**
     * The sound of a recording, or where it should be.
     *
     * @param named its path in {@code wav.scp}; null where that does not name it
     */
    Path sound(String recording, @Nullable String named) {
        if (named != null) {
            for (Path root : roots) {
                Path file = root.resolve(named);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            }
        }
        List<Path> names =
                new ArrayList<>(
                        List.of(
                                folder.resolve("audio").resolve(recording),
                                folder.resolve(recording)));
        String category = category(recording);
        for (Path group : groups()) {
            names.add(group.resolve("wav").resolve(category).resolve(recording));
        }
        for (Path group : groups()) {
            names.add(group.resolve(category).resolve(recording));
        }
        Path file = SoundFiles.find(names, SoundFiles.SOUND);
        return named == null || Files.isRegularFile(file) ? file : folder.resolve(named);
    }

    /** The video of a recording; null where there is none. */
    @Nullable Path video(String recording) {
        List<Path> names = new ArrayList<>();
        names.add(folder.resolve("video").resolve(recording));
        for (Path group : groups()) {
            names.add(group.resolve(category(recording)).resolve(recording));
        }
        Path file = SoundFiles.find(names, SoundFiles.VIDEO);
        return Files.isRegularFile(file) ? file : null;
    }

    private List<Path> groups() {
        List<Path> groups = new ArrayList<>();
        for (Path root : roots) {
            GROUPS.forEach(group -> groups.add(root.resolve(group)));
        }
        return groups;
    }

    private static String category(String recording) {
        int end = recording.indexOf('_');
        return end < 0 ? recording : recording.substring(0, end);
    }
}
