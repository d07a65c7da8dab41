package dev.lockstep.load.evaluate.accuracy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.Share;
import dev.lockstep.local.accuracy.WordErrors;
import java.util.List;

/**
 * Word or character errors of a suite. Immutable.
 *
 * @param items with a reference
 * @param reference words, or characters, of all references
 * @param rate edits by these: of the sums, with an interval over items
 * @param substitutions of all items
 * @param insertions of all items
 * @param deletions of all items
 * @param failed utterances that were not recognised, or pictures that were not looked at
 */
public record EditScore(
        int items,
        @JsonProperty("reference_units") int reference,
        Interval rate,
        int substitutions,
        int insertions,
        int deletions,
        int failed) {
    /** The score of items. */
    public static EditScore of(List<WordErrors> items, int failed, Bootstrap bootstrap) {
        return new EditScore(
                items.size(),
                items.stream().mapToInt(WordErrors::referenceWords).sum(),
                bootstrap.rate(items.stream().map(EditScore::share).toList()),
                items.stream().mapToInt(WordErrors::substitutions).sum(),
                items.stream().mapToInt(WordErrors::insertions).sum(),
                items.stream().mapToInt(WordErrors::deletions).sum(),
                failed);
    }

    /** Errors by words of one item. */
    public static Share share(WordErrors errors) {
        return new Share(errors.errors(), errors.referenceWords());
    }
}
