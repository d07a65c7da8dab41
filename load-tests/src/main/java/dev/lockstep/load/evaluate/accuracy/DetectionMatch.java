package dev.lockstep.load.evaluate.accuracy;

import dev.lockstep.inference.vision.Box;
import dev.lockstep.load.evaluate.manifest.LabelledBox;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.schema.avro.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which detections of a picture are right: the surest first, each takes the labelled box of its
 * class that it overlaps most and that is not taken; by at least half of their union it is a hit
 * (Everingham et al., "The PASCAL Visual Object Classes Challenge", 2010). Immutable.
 *
 * @param byClass counts by class, in alphabetical order
 */
public record DetectionMatch(Map<String, Counts> byClass) {
    /** Overlap from which on a detection is a hit. */
    public static final float LEAST_OVERLAP = 0.5f;

    /**
     * Counts of a class.
     *
     * @param hits detections of a labelled object
     * @param invented detections of nothing that is labelled
     * @param missed labelled objects that were not detected
     */
    public record Counts(int hits, int invented, int missed) {
        /** None. */
        public static final Counts NONE = new Counts(0, 0, 0);

        /** Both sums. */
        public Counts plus(Counts other) {
            return new Counts(hits + other.hits, invented + other.invented, missed + other.missed);
        }
    }

    /** Compares a picture with its labels. */
    static DetectionMatch of(SeenPicture seen, List<LabelledBox> labelled) {
        List<LabelledBox> left = new ArrayList<>(labelled);
        Map<String, Counts> counts = new TreeMap<>();
        seen.objects().stream()
                .sorted(Comparator.comparing(Detection::getScore).reversed())
                .forEach(
                        object -> {
                            LabelledBox best = null;
                            float most = LEAST_OVERLAP;
                            for (LabelledBox box : left) {
                                float overlap = box(object).overlap(box(box, seen));
                                if (box.label().equals(object.getLabel()) && overlap >= most) {
                                    best = box;
                                    most = overlap;
                                }
                            }
                            left.remove(best);
                            add(
                                    counts,
                                    object.getLabel(),
                                    best == null ? 0 : 1,
                                    best == null ? 1 : 0);
                        });
        for (LabelledBox box : left) {
            counts.merge(box.label(), new Counts(0, 0, 1), Counts::plus);
        }
        return new DetectionMatch(counts);
    }

    /** Counts of all classes. */
    public Counts all() {
        return byClass.values().stream().reduce(Counts.NONE, Counts::plus);
    }

    private static void add(Map<String, Counts> counts, String label, int hits, int invented) {
        counts.merge(label, new Counts(hits, invented, 0), Counts::plus);
    }

    private static Box box(Detection object) {
        var box = object.getBox();
        return new Box(box.getX(), box.getY(), box.getWidth(), box.getHeight());
    }

    private static Box box(LabelledBox box, SeenPicture seen) {
        return Box.ofPixels(
                box.x(),
                box.y(),
                box.x() + box.width(),
                box.y() + box.height(),
                seen.width(),
                seen.height());
    }
}
