package dev.lockstep.load.measure;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.demo.DemoScript;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A recording and what is said in it.
 *
 * @param file anything that FFmpeg opens
 * @param text the reference
 */
public record ClipText(Path file, String text) {
    /** Name of the file. */
    public String name() {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** The readings that the models bring. */
    public static List<ClipText> samples(ModelStore store) {
        Path folder = store.resolve("speech-samples");
        return DemoScript.standard().clips().stream()
                .map(
                        clip ->
                                new ClipText(
                                        folder.resolve(clip.file()),
                                        String.join(
                                                " ",
                                                clip.lines().stream()
                                                        .map(DemoScript.Line::text)
                                                        .toList())))
                .toList();
    }

    /** Recordings of one's own, by file. */
    public static List<ClipText> of(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(clip -> new ClipText(Path.of(clip.getKey()), clip.getValue()))
                .toList();
    }
}
