package dev.lockstep.inference.speech;

/**
 * A word of a hypothesis.
 *
 * @param text the word with its punctuation, as the model wrote it
 * @param startUs estimated start, event time, µs since the epoch
 * @param endUs estimated end, event time, µs since the epoch
 * @param confidence geometric mean of the token probabilities, 0..1
 */
public record RecognizedWord(String text, long startUs, long endUs, float confidence) {}
