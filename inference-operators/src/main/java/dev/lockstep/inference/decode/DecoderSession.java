package dev.lockstep.inference.decode;

import dev.lockstep.inference.model.ModelException;

/** A decoder over one encoded input, with its key–value cache. One thread at a time. */
public interface DecoderSession extends AutoCloseable {
    /**
     * Appends tokens and scores what follows each of them.
     *
     * @param tokens at least one
     * @return a row per token; valid until the next call
     * @throws ModelException if the runtime fails
     */
    TokenScores feed(int... tokens);

    /** Tokens fed so far. */
    int length();

    /**
     * Forgets all but the first {@code length} tokens.
     *
     * @param length 1..{@link #length()}
     */
    void truncate(int length);

    @Override
    void close();
}
