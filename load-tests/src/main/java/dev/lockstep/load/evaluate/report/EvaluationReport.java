package dev.lockstep.load.evaluate.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.accuracy.AlignmentScore;
import dev.lockstep.load.evaluate.accuracy.DetectionScore;
import dev.lockstep.load.evaluate.accuracy.EditScore;
import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.accuracy.SearchScore;
import dev.lockstep.load.evaluate.efficiency.TaskCost;
import dev.lockstep.load.evaluate.fairness.LabelComparison;
import dev.lockstep.load.evaluate.robustness.AttackResult;
import dev.lockstep.load.evaluate.robustness.Degradation;
import dev.lockstep.load.evaluate.robustness.MissingModality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All figures of an evaluation: {@code results.json}. What was not measured is null or empty, and
 * {@code not_measured} says why. Immutable.
 *
 * @param suite its name
 * @param items that were evaluated
 * @param soundSeconds length of their sound, s
 * @param pictures of theirs
 * @param missing a sentence for each item that was left out, because a file of it is missing or
 *     cannot be read, or a line of a set cannot be used
 * @param seed of all that is drawn
 * @param accuracy results against references
 * @param robustness the same under conditions
 * @param efficiency what items cost
 * @param fairness by label
 * @param notMeasured a sentence for each measure that there is nothing for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EvaluationReport(
        String suite,
        int items,
        @JsonProperty("sound_seconds") double soundSeconds,
        int pictures,
        List<String> missing,
        long seed,
        @Nullable Accuracy accuracy,
        @Nullable Robustness robustness,
        @Nullable List<TaskCost> efficiency,
        @Nullable List<LabelComparison> fairness,
        @JsonProperty("not_measured") List<String> notMeasured) {
    /** The version of this form; rises when a field changes its meaning. */
    @JsonProperty("version")
    public int version() {
        return 1;
    }

    /**
     * Results against references.
     *
     * @param speech words
     * @param onScreenText characters
     * @param objects of labelled frames
     * @param alignment planted skew
     * @param retrieval captions look for what was understood of items
     * @param retrievalByCaptions captions look for the other captions of items
     * @param search the first of the two, through the product's search
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Accuracy(
            @Nullable EditScore speech,
            @JsonProperty("on_screen_text") @Nullable EditScore onScreenText,
            @Nullable DetectionScore objects,
            @Nullable AlignmentScore alignment,
            @Nullable RetrievalScore retrieval,
            @JsonProperty("retrieval_by_captions") @Nullable RetrievalScore retrievalByCaptions,
            @Nullable SearchScore search) {}

    /**
     * The same under conditions.
     *
     * @param speech noise and loss
     * @param pictures blur and compression
     * @param skew between modalities
     * @param missing modalities
     * @param texts hostile ones
     */
    public record Robustness(
            List<Degradation> speech,
            List<Degradation> pictures,
            List<Degradation> skew,
            List<MissingModality> missing,
            List<AttackResult> texts) {}
}
