/** Encoder–decoder speech models, independent of the runtime that executes them. */
@NullMarked
package dev.lockstep.inference.speech.decode;

import org.jspecify.annotations.NullMarked;
