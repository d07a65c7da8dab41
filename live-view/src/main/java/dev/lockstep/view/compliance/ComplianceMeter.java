package dev.lockstep.view.compliance;

import dev.lockstep.view.model.AccuracyView;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.GapsView;
import dev.lockstep.view.model.LagView;
import dev.lockstep.view.model.RateView;
import dev.lockstep.view.model.RewritesView;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Measures the captions of one stream as a viewer receives them. Takes revisions as they come,
 * repeated and out of order as at-least-once delivery may have them; keeps a {@link
 * ComplianceState}, which can be stored and taken up again. Not thread-safe.
 */
public final class ComplianceMeter {
    private ComplianceState state;

    /** A meter for a stream of which nothing has come. */
    public ComplianceMeter() {
        this(ComplianceState.EMPTY);
    }

    /** Goes on from a state. */
    public ComplianceMeter(ComplianceState state) {
        this.state = state;
    }

    /**
     * Takes in a revision.
     *
     * @param publishedMs when it was published, ms since the epoch; empty where that says nothing,
     *     as in a run that is faster than the clock
     * @return what was measured of the utterance, once its final caption has come
     */
    public Optional<UtteranceMeasure> accept(CaptionView caption, OptionalLong publishedMs) {
        ComplianceState.Step step = state.accept(caption, publishedMs);
        state = step.state();
        return Optional.ofNullable(step.finished());
    }

    /** Takes in a finished utterance that was measured elsewhere. */
    public void accept(UtteranceMeasure utterance) {
        state = state.plus(utterance);
    }

    /** What it remembers. */
    public ComplianceState state() {
        return state;
    }

    /** The figures without a reference. */
    public ComplianceView view(String stream) {
        return view(stream, null);
    }

    /**
     * The figures.
     *
     * @param accuracy against a reference; null without one
     */
    public ComplianceView view(String stream, @Nullable AccuracyView accuracy) {
        LagView shown = state.shown().view();
        RateView spokenRate = state.spokenRate().view();
        RateView shownRate = state.shownRate().view();
        GapsView gaps = state.gaps().view();
        RewritesView rewrites = rewrites();
        return new ComplianceView(
                stream,
                state.words(),
                state.utterances(),
                state.speechMs(),
                shown,
                state.committed().view(),
                state.finals().view(),
                spokenRate,
                shownRate,
                gaps,
                rewrites,
                accuracy,
                ComplianceLimits.of(
                        shown,
                        shownRate == null ? spokenRate : shownRate,
                        gaps,
                        rewrites,
                        accuracy,
                        state.speechMs() > 0));
    }

    private @Nullable RewritesView rewrites() {
        if (state.measured() == 0 && state.committedRewrites() == 0) {
            return null;
        }
        double perWord =
                state.words() == 0 ? 0 : (double) state.tentativeRewrites() / state.words();
        return new RewritesView(state.tentativeRewrites(), perWord, state.committedRewrites());
    }
}
