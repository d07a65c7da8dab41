package dev.lockstep.view.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The captions of a stream against what rules and viewers ask of captions. Immutable. {@code
 * docs/compliance.md} defines each figure.
 *
 * @param stream the stream
 * @param words words of finished utterances
 * @param utterances finished utterances with words
 * @param speechMs length of the finished utterances, as the voice activity detector opened them
 * @param shownLag word end to the first caption that shows the word; null where not measured
 * @param committedLag word end to the first caption that commits it; null where not measured
 * @param finalLag end of the last word to the final caption; null where not measured
 * @param spokenRate words by when they were said; null without words
 * @param shownRate words by when they were shown; null where not measured
 * @param gaps speech without words
 * @param rewrites words that changed; null where not measured
 * @param accuracy against a reference; null without one
 * @param limits the figures beside published limits and the project's targets
 */
public record ComplianceView(
        String stream,
        long words,
        long utterances,
        long speechMs,
        @Nullable LagView shownLag,
        @Nullable LagView committedLag,
        @Nullable LagView finalLag,
        @Nullable RateView spokenRate,
        @Nullable RateView shownRate,
        GapsView gaps,
        @Nullable RewritesView rewrites,
        @Nullable AccuracyView accuracy,
        List<LimitView> limits) {
    public ComplianceView {
        limits = List.copyOf(limits);
    }
}
