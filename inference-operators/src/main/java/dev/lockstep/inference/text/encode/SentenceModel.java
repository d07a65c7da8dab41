package dev.lockstep.inference.text.encode;

import java.util.List;

/** A sentence encoder that is run by its caller. Thread-safe. */
public interface SentenceModel extends AutoCloseable {
    /**
     * Embeds texts.
     *
     * @return for each text an L2-normalised vector of {@link #dimension} values; of length 0 where
     *     the text is blank. A text beyond the model's limit counts by its beginning.
     * @throws dev.lockstep.inference.model.ModelException if the model fails
     */
    float[][] encode(List<String> texts);

    /** Length of a vector. */
    int dimension();

    @Override
    void close();
}
