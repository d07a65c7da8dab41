/** Pictures: decoding within limits, scaling, and telling whether one changed. */
@NullMarked
package dev.lockstep.inference.vision.frame;

import org.jspecify.annotations.NullMarked;
