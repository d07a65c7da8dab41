package dev.lockstep.load.evaluate;

import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.evaluate.path.Observation;
import dev.lockstep.load.evaluate.path.PicturePath;
import dev.lockstep.load.evaluate.path.TextPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Says what could not be measured and what is lacking. Stateless. */
final class NotMeasured {
    private NotMeasured() {}

    static List<String> of(
            List<Observation> observations,
            Set<EvaluationPart> parts,
            PicturePath pictures,
            TextPath texts) {
        List<String> sentences = new ArrayList<>();
        if (!any(observations, o -> o.heard() != null && o.item().transcript() != null)) {
            sentences.add("Words: no item has sound and a transcript.");
        }
        if (!pictures.has(PicturePath.TEXT)) {
            sentences.add("On-screen text: its model cannot be had.");
        } else if (!anyPicture(observations, p -> p.onScreenText() != null)) {
            sentences.add("On-screen text: no picture has on_screen_text.");
        }
        if (!pictures.has(PicturePath.OBJECTS)) {
            sentences.add("Objects: their model cannot be had.");
        } else if (!anyPicture(observations, p -> p.boxes() != null)) {
            sentences.add("Objects: no picture has boxes.");
        }
        if (!any(observations, o -> !o.item().captions().isEmpty())) {
            sentences.add("Retrieval: no item has captions.");
        } else if (!texts.encodes()) {
            sentences.add(
                    "Retrieval by meaning: the sentence encoder cannot be had; search goes by words"
                            + " alone.");
        }
        if (parts.contains(EvaluationPart.FAIRNESS)
                && !any(observations, o -> !o.item().labels().isEmpty())) {
            sentences.add("Fairness: no item has labels.");
        }
        return sentences;
    }

    private static boolean anyPicture(
            List<Observation> observations, Predicate<LabelledPicture> what) {
        return any(observations, o -> o.pictures().stream().anyMatch(p -> what.test(p.picture())));
    }

    private static boolean any(List<Observation> observations, Predicate<Observation> what) {
        return observations.stream().anyMatch(what);
    }
}
