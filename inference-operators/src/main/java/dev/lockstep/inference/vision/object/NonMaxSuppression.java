package dev.lockstep.inference.vision.object;

import dev.lockstep.inference.vision.DetectedObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of objects that overlap, the surest stays, whatever its class. */
final class NonMaxSuppression {
    private NonMaxSuppression() {}

    /**
     * @param overlap above this intersection over union two are one
     * @param most at most so many stay
     * @return the surest first
     */
    static List<DetectedObject> apply(List<DetectedObject> found, double overlap, int most) {
        List<DetectedObject> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingDouble(DetectedObject::score).reversed());
        List<DetectedObject> kept = new ArrayList<>();
        for (DetectedObject next : sorted) {
            if (kept.size() == most) {
                break;
            }
            boolean alone = true;
            for (DetectedObject surer : kept) {
                if (surer.box().overlap(next.box()) > overlap) {
                    alone = false;
                    break;
                }
            }
            if (alone) {
                kept.add(next);
            }
        }
        return kept;
    }
}
