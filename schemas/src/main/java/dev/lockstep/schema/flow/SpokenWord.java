package dev.lockstep.schema.flow;

/**
 * A committed word.
 *
 * @param text the word with its punctuation
 * @param startUs start in the sound, event time, µs since the epoch
 * @param endUs end in the sound, event time, µs since the epoch
 * @param confidence 0..1
 */
public record SpokenWord(String text, long startUs, long endUs, float confidence) {}
