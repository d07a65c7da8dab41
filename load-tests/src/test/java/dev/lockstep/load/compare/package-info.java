/** Tests of comparisons, with recorded distributions. */
@NullMarked
package dev.lockstep.load.compare;

import org.jspecify.annotations.NullMarked;
