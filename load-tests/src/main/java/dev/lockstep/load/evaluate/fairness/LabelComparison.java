package dev.lockstep.load.evaluate.fairness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure by the groups of a label. Immutable.
 *
 * @param measure which
 * @param label which
 * @param unit what is drawn and exchanged: {@code speaker} or {@code item}
 * @param leastUnits units below which a group is small
 * @param groups from the lowest figure to the highest
 * @param unlabelled items without the label
 * @param gap highest less lowest figure of the groups that are not small; null with fewer than two
 * @param lowest group with the lowest figure
 * @param highest group with the highest
 * @param test how p was found, or why there is none
 * @param p chance of such differences if the label meant nothing; null where it was not tested
 * @param corrected the same after Holm, over all tests of the report
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LabelComparison(
        String measure,
        String label,
        String unit,
        @JsonProperty("least_units") int leastUnits,
        List<GroupFigure> groups,
        int unlabelled,
        @Nullable Double gap,
        @Nullable String lowest,
        @Nullable String highest,
        String test,
        @Nullable Double p,
        @JsonProperty("p_holm") @Nullable Double corrected) {
    public LabelComparison {
        groups = List.copyOf(groups);
    }

    /** The same with p after Holm. */
    LabelComparison corrected(double value) {
        return new LabelComparison(
                measure,
                label,
                unit,
                leastUnits,
                groups,
                unlabelled,
                gap,
                lowest,
                highest,
                test,
                p,
                value);
    }
}
