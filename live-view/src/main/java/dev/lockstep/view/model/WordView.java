package dev.lockstep.view.model;

import org.jspecify.annotations.Nullable;

/**
 * A word of a caption. Immutable.
 *
 * @param text the word with its punctuation
 * @param startMs start, media time in ms
 * @param endMs end, media time in ms
 * @param committed true: no later revision changes it
 * @param confidence 0..1; null where the model gave none
 */
public record WordView(
        String text, long startMs, long endMs, boolean committed, @Nullable Double confidence) {}
