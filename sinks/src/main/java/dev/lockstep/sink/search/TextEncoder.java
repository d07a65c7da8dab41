package dev.lockstep.sink.search;

/** Turns a text into its embedding, 384 numbers, L2-normalised. Thread-safe. */
@FunctionalInterface
public interface TextEncoder {
    /**
     * Encodes it.
     *
     * @return the embedding; empty where there is no encoder, and search goes by words alone
     */
    float[] encode(String text);
}
