package dev.lockstep.load.evaluate.fairness;

import dev.lockstep.load.evaluate.statistics.Share;
import java.util.Map;

/**
 * A figure of one item, with its labels. Immutable.
 *
 * @param share its part of the measure
 * @param labels of the item
 */
public record Measured(Share share, Map<String, String> labels) {
    public Measured {
        labels = Map.copyOf(labels);
    }
}
