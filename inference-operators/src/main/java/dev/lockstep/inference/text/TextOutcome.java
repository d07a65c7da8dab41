package dev.lockstep.inference.text;

import dev.lockstep.schema.avro.TextResult;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a text. An async function has no side output, so failures travel as values and are
 * routed by the next operator.
 *
 * @param status how it ended
 * @param result what was understood; null unless ANALYZED
 * @param failure why there is no result, for a person; null unless FAILED
 */
public record TextOutcome(
        TextStatus status, @Nullable TextResult result, @Nullable String failure) {
    /** A model failed, or did not answer in time. */
    public static TextOutcome failed(String why) {
        return new TextOutcome(TextStatus.FAILED, null, why);
    }
}
