package dev.lockstep.load.evaluate.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.vision.object.CocoLabels;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest in JSON Lines, one item a line, as docs/evaluation.md describes it; paths are
 * relative to its folder. Stateless.
 */
public final class ManifestReader {
    /** The name by which a manifest is found in a folder. */
    public static final String NAME = "suite.jsonl";

    private static final Set<String> OF_PICTURES =
            Set.of("image", "at_ms", "on_screen_text", "boxes");
    private static final Set<String> OF_BOXES = Set.of("label", "bbox");
    private static final Set<String> OF_ITEMS =
            Set.of(
                    "id",
                    "audio",
                    "video",
                    "start_ms",
                    "end_ms",
                    "frames",
                    "image",
                    "at_ms",
                    "on_screen_text",
                    "boxes",
                    "text",
                    "transcript",
                    "cues",
                    "captions",
                    "labels");

    private ManifestReader() {}

    /**
     * Reads it.
     *
     * @throws UserException with file and line where it cannot be used
     */
    public static Suite read(Path manifest) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        SuiteBuilder suite = new SuiteBuilder(manifest.toString());
        List<String> lines = TextLines.of(manifest);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String where = TextLines.where(manifest, i + 1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                ManifestLine object = new ManifestLine(mapper.readTree(line), where, OF_ITEMS);
                suite.add(item(object, manifest), where);
            } catch (JsonProcessingException e) {
                throw new UserException(
                        where
                                + " is not JSON ("
                                + e.getOriginalMessage()
                                + "): write one object a line.",
                        e);
            } catch (IllegalArgumentException e) {
                throw new UserException(where + ": " + e.getMessage() + ".", e);
            }
        }
        return suite.build();
    }

    private static Item item(ManifestLine line, Path manifest) throws IOException {
        Path video = path(line, "video", manifest);
        Path audio = path(line, "audio", manifest);
        String transcript = line.text("transcript");
        Path cues = path(line, "cues", manifest);
        if (cues != null) {
            if (transcript != null) {
                throw line.problem("has a transcript and cues: keep one of them");
            }
            transcript = CueFile.text(cues);
        }
        Path sound = audio == null && transcript != null ? video : audio;
        if (sound == null && transcript != null) {
            throw line.problem("has a transcript and no audio or video: name the file");
        }
        Long startMs = line.milliseconds("start_ms");
        Clip clip =
                sound == null
                        ? null
                        : new Clip(
                                sound, startMs == null ? 0 : startMs, line.milliseconds("end_ms"));
        List<LabelledPicture> pictures = new ArrayList<>();
        LabelledPicture own = picture(line, video, manifest);
        if (own != null) {
            pictures.add(own);
        }
        List<ManifestLine> frames = line.objects("frames", OF_PICTURES);
        for (ManifestLine frame : frames == null ? List.<ManifestLine>of() : frames) {
            LabelledPicture picture = picture(frame, video, manifest);
            if (picture == null) {
                throw frame.problem("needs an image, or at_ms in the item's video");
            }
            pictures.add(picture);
        }
        return new Item(
                line.required("id"),
                clip,
                pictures,
                line.text("text"),
                transcript,
                line.strings("captions"),
                line.labels("labels"));
    }

    private static @Nullable LabelledPicture picture(
            ManifestLine line, @Nullable Path video, Path manifest) {
        Path image = path(line, "image", manifest);
        Long atMs = line.milliseconds("at_ms");
        String text = line.lines("on_screen_text");
        List<LabelledBox> boxes = boxes(line);
        if (image == null && atMs == null) {
            if (text != null || boxes != null) {
                throw line.problem(
                        "has on_screen_text or boxes and no picture: add image, or video and"
                                + " at_ms");
            }
            return null;
        }
        if (image != null) {
            return new LabelledPicture(image, null, text, boxes);
        }
        if (video == null) {
            throw line.problem("has at_ms and no video: name it");
        }
        return new LabelledPicture(video, atMs, text, boxes);
    }

    private static @Nullable List<LabelledBox> boxes(ManifestLine line) {
        List<ManifestLine> marked = line.objects("boxes", OF_BOXES);
        if (marked == null) {
            return null;
        }
        List<LabelledBox> boxes = new ArrayList<>();
        for (ManifestLine box : marked) {
            String label = box.required("label");
            if (!CocoLabels.ALL.contains(label)) {
                throw box.problem(
                        "has the class "
                                + label
                                + ", which COCO has not: use one of its 80 names, such as person");
            }
            double[] at = box.numbers("bbox", 4);
            boxes.add(new LabelledBox(label, at[0], at[1], at[2], at[3]));
        }
        return boxes;
    }

    private static @Nullable Path path(ManifestLine line, String name, Path manifest) {
        String text = line.text(name);
        if (text == null) {
            return null;
        }
        try {
            return manifest.resolveSibling(text);
        } catch (InvalidPathException e) {
            throw line.problem("has no path in " + name + " (" + e.getReason() + ")");
        }
    }
}
