package dev.lockstep.inference.text.moderate;

import dev.lockstep.schema.avro.TextVerdict;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What follows from scores. Immutable.
 *
 * @param flagScore score from which somebody should look
 * @param holdScore score from which it should be kept back until then
 * @param benign categories of a classifier that are no reason for either, lower case
 */
public record ModerationPolicy(double flagScore, double holdScore, List<String> benign)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Lower-cases the categories. */
    public ModerationPolicy {
        benign = benign.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    }

    /** The verdict on the highest score that counts. */
    public TextVerdict verdict(Map<String, Float> scores) {
        double highest = 0;
        for (Map.Entry<String, Float> score : scores.entrySet()) {
            if (!benign.contains(score.getKey().toLowerCase(Locale.ROOT))) {
                highest = Math.max(highest, score.getValue());
            }
        }
        if (scores.isEmpty() || highest < flagScore && highest < holdScore) {
            return TextVerdict.PASS;
        }
        return highest >= holdScore ? TextVerdict.HOLD : TextVerdict.FLAG;
    }
}
