package dev.lockstep.inference.decode;

/**
 * A decoder over one encoded input that follows several continuations side by side, each with its
 * own key–value cache. One thread at a time.
 */
public interface BeamSession extends AutoCloseable {
    /**
     * Begins: one continuation, which is fed some tokens.
     *
     * @param tokens at least one
     * @return a row per token; valid until the next call
     * @throws dev.lockstep.inference.model.ModelException if the runtime fails
     */
    TokenScores begin(int... tokens);

    /**
     * Replaces the continuations: the i-th is a copy of continuation {@code parents[i]} and is fed
     * {@code tokens[i]}.
     *
     * @param parents numbers of present continuations; one may have several children or none
     * @param tokens one for each
     * @return a row per continuation; valid until the next call
     * @throws dev.lockstep.inference.model.ModelException if the runtime fails
     */
    TokenScores step(int[] parents, int[] tokens);

    @Override
    void close();
}
