/** Turns requests of many sources into hypotheses with word times. */
@NullMarked
package dev.lockstep.inference.speech.recognize;

import org.jspecify.annotations.NullMarked;
