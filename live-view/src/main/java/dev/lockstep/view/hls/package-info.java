/** Captions of the view as input of HLS tracks. */
@NullMarked
package dev.lockstep.view.hls;

import org.jspecify.annotations.NullMarked;
