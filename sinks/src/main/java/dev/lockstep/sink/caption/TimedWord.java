package dev.lockstep.sink.caption;

/**
 * A word in the time of the recording. Immutable.
 *
 * @param text the word with its punctuation
 * @param startMs ms from the start of the recording
 * @param endMs not before startMs
 */
public record TimedWord(String text, long startMs, long endMs) {}
