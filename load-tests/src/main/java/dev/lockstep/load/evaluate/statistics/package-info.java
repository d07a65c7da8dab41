/** Intervals and tests, without any model. */
@NullMarked
package dev.lockstep.load.evaluate.statistics;

import org.jspecify.annotations.NullMarked;
