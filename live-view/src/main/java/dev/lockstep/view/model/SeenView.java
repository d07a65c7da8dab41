package dev.lockstep.view.model;

import org.jspecify.annotations.Nullable;

/**
 * An object or a line of text in a picture. Immutable.
 *
 * @param text class name of an object, or the line of text
 * @param score 0..1
 * @param box where
 * @param track the same object or text over pictures; null where nobody tracked
 */
public record SeenView(String text, double score, BoxView box, @Nullable String track) {}
