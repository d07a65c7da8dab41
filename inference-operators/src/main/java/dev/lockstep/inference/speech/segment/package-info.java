/** Cuts the sound of a source into utterances. */
@NullMarked
package dev.lockstep.inference.speech.segment;

import org.jspecify.annotations.NullMarked;
