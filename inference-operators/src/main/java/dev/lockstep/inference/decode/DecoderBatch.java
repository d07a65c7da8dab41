package dev.lockstep.inference.decode;

import dev.lockstep.inference.model.ModelException;

/**
 * Decoders that are stepped together. The rows of one step have the same length, as decoders that
 * know a position only by what was fed before need. One thread at a time.
 */
public interface DecoderBatch extends AutoCloseable {
    /** Rows now. */
    int size();

    /**
     * Takes a decoder in as the last row. It is not fed by itself any more, and stays open until
     * this is closed.
     *
     * @param session has been fed, exactly as many tokens as the rows that are in
     * @return false, and nothing has happened, where there is no room
     * @throws ModelException if the runtime fails
     */
    boolean join(DecoderSession session);

    /** Drops a row; the last one takes its place. */
    void leave(int row);

    /**
     * Appends a token to each row and scores what follows.
     *
     * @param tokens one for each row
     * @return row for row; valid until the next call, and until any decoder of this thread is fed
     * @throws ModelException if the runtime fails
     */
    TokenScores feed(int[] tokens);

    @Override
    void close();
}
