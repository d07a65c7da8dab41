package dev.lockstep.inference.operator;

import dev.lockstep.inference.text.TextOutcome;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;
import org.jspecify.annotations.Nullable;

/**
 * A text after its analysis.
 *
 * @param item the text with what was understood of it, for the aligner; as it came where the
 *     analysis failed
 * @param outcome how the analysis ended
 * @param refused the text, for its dead letter; null unless the analysis failed
 */
public record ReadText(StreamItem item, TextOutcome outcome, @Nullable TextEvent refused) {
    static ReadText of(TextEvent text, TextOutcome outcome) {
        TextResult result = outcome.result();
        return new ReadText(
                result == null ? StreamItems.of(text) : StreamItems.of(text, result),
                outcome,
                outcome.failure() == null ? null : text);
    }
}
