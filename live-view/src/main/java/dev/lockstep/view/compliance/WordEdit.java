package dev.lockstep.view.compliance;

import org.jspecify.annotations.Nullable;

/**
 * A step of an alignment of what was said with what was written. Immutable.
 *
 * @param said the word that was said; null for an inserted one
 * @param written the word that was written; null for a lost one
 * @param severity how bad it is; NONE for a word that is right
 */
public record WordEdit(@Nullable String said, @Nullable String written, Severity severity) {}
