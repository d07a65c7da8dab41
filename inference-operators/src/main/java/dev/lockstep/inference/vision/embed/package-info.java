/** Pictures as vectors in the space of a dual encoder. */
@NullMarked
package dev.lockstep.inference.vision.embed;

import org.jspecify.annotations.NullMarked;
