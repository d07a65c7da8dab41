/** Benchmarks: the numbers that we stand behind. */
@NullMarked
package dev.lockstep.load;

import org.jspecify.annotations.NullMarked;
