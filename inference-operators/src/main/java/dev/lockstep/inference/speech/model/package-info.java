/** Speech models and what they hear, independent of the runtime that executes them. */
@NullMarked
package dev.lockstep.inference.speech.model;

import org.jspecify.annotations.NullMarked;
