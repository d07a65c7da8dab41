/** {@code lockstep evaluate}: how right, how robust, how costly and how even the results are. */
@NullMarked
package dev.lockstep.load.evaluate;

import org.jspecify.annotations.NullMarked;
