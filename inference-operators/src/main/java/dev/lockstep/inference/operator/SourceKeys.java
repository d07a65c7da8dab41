package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechOutcome;

/** The key under which the state of a source is kept. */
public final class SourceKeys {
    /** Between the two ids; no id of a person's making holds it. */
    private static final char SEPARATOR = '\n';

    private SourceKeys() {}

    /** The key of a source. */
    public static String of(String streamId, String sourceId) {
        return streamId + SEPARATOR + sourceId;
    }

    /** The source of a chunk. */
    public static String of(AudioInput input) {
        return of(input.chunk().getStreamId(), input.chunk().getSourceId());
    }

    /** The source of an outcome. */
    public static String of(SpeechOutcome outcome) {
        return of(outcome.span().streamId(), outcome.span().sourceId());
    }
}
