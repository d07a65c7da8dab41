/** Two results of a benchmark beside each other, against the noise of both. */
@NullMarked
package dev.lockstep.load.compare;

import org.jspecify.annotations.NullMarked;
