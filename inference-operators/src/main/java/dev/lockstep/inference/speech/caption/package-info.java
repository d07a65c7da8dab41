/** Turns hypotheses into captions whose committed words never change. */
@NullMarked
package dev.lockstep.inference.speech.caption;

import org.jspecify.annotations.NullMarked;
