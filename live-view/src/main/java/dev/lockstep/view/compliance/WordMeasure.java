package dev.lockstep.view.compliance;

import org.jspecify.annotations.Nullable;

/**
 * A word of a finished utterance. Immutable.
 *
 * @param text the word with its punctuation
 * @param startMs media time in ms
 * @param endMs media time in ms
 * @param shownLagMs its end to the first caption that shows it in its place, ms; null where not
 *     measured
 * @param committedLagMs its end to the first caption that commits it, ms; null where not measured
 */
public record WordMeasure(
        String text,
        long startMs,
        long endMs,
        @Nullable Long shownLagMs,
        @Nullable Long committedLagMs) {}
