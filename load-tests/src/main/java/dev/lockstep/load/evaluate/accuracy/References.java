package dev.lockstep.load.evaluate.accuracy;

import dev.lockstep.load.evaluate.manifest.LabelledBox;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.local.accuracy.TextNormalizer;
import dev.lockstep.local.accuracy.WordErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what was understood with references; null where there is no reference. Stateless. */
public final class References {
    private References() {}

    /** Word errors of what was heard; a transcript without words is no reference. */
    public static @Nullable WordErrors words(Observation observation, String heard) {
        String transcript = observation.item().transcript();
        return transcript == null
                        || observation.heard() == null
                        || TextNormalizer.words(transcript).isEmpty()
                ? null
                : WordErrors.between(transcript, heard);
    }

    /** Errors of what was read, in characters. */
    public static @Nullable WordErrors characters(SeenPicture seen) {
        String reference = seen.picture().onScreenText();
        return reference == null || CharacterErrors.characters(reference).isEmpty()
                ? null
                : CharacterErrors.between(reference, seen.onScreenText());
    }

    /** Which of the detected objects are right. */
    public static @Nullable DetectionMatch objects(SeenPicture seen) {
        List<LabelledBox> boxes = seen.picture().boxes();
        return boxes == null ? null : DetectionMatch.of(seen, boxes);
    }
}
