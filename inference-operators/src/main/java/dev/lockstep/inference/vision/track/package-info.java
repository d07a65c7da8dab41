/** Knows objects again from frame to frame. */
@NullMarked
package dev.lockstep.inference.vision.track;

import org.jspecify.annotations.NullMarked;
