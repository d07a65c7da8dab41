package dev.lockstep.inference.text.moderate;

import java.util.Map;

/** Scores a text by categories. Run by its caller; thread-safe. */
public interface TextClassifier extends AutoCloseable {
    /**
     * Scores a text.
     *
     * @return score of every category, 0..1
     * @throws dev.lockstep.inference.model.ModelException if the model fails
     */
    Map<String, Float> classify(String text);

    @Override
    void close();
}
