/** Intervals and tests, without any model. */
@NullMarked
package dev.lockstep.load.evaluate.statistics;

