/** One form for windows that say the same, and a digest over a stream's settled ones. */
@NullMarked
package dev.lockstep.align.canonical;

import org.jspecify.annotations.NullMarked;
