/** Sentences about pictures, written by an encoder–decoder model. */
@NullMarked
package dev.lockstep.inference.vision.describe;

import org.jspecify.annotations.NullMarked;
