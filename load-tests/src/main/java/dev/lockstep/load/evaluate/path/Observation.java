package dev.lockstep.load.evaluate.path;

import dev.lockstep.load.evaluate.manifest.Item;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.VisionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of an item. Immutable.
 *
 * @param item the item
 * @param heard of its sound; null where it has none or nobody listened
 * @param soundSeconds length of its sound, s
 * @param pictures of its pictures, in order; empty where nobody looked
 */
public record Observation(
        Item item, @Nullable Heard heard, double soundSeconds, List<SeenPicture> pictures) {
    public Observation {
        pictures = List.copyOf(pictures);
    }

    /**
     * What was seen in a picture.
     *
     * @param picture with its references
     * @param width pixels
     * @param height pixels
     * @param result null where it was refused or a model failed
     */
    public record SeenPicture(
            LabelledPicture picture, int width, int height, @Nullable VisionResult result) {
        /** The lines that were read, in reading order. */
        public String onScreenText() {
            return result == null
                    ? ""
                    : result.getOnScreenText().stream()
                            .map(OnScreenText::getText)
                            .collect(Collectors.joining(" "));
        }

        /** The objects that were found; none where there is no result. */
        public List<Detection> objects() {
            return result == null ? List.of() : result.getDetections();
        }
    }

    /** The texts by which the item can be found: heard, read, seen, written beside it. */
    public List<String> passages() {
        List<String> passages = new ArrayList<>();
        if (heard != null) {
            passages.add(heard.text());
        }
        for (SeenPicture picture : pictures) {
            passages.add(picture.onScreenText());
            passages.add(
                    picture.objects().stream()
                            .map(Detection::getLabel)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        if (item.text() != null) {
            passages.add(item.text());
        }
        passages.removeIf(String::isBlank);
        return passages;
    }
}
