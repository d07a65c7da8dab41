package dev.lockstep.load.talk;

/**
 * A line of captions as a viewer gets it at a moment. A later one of the same line replaces it.
 *
 * @param atMs when, ms after the moment at which the first sample of the stream was due
 * @param line which line, rising in the order of the sound
 * @param text the whole line: what is settled and what is tentative
 * @param settled true when the line will not change any more
 */
public record Shown(double atMs, long line, String text, boolean settled) {}
