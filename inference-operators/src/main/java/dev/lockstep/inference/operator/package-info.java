/** Flink operators round the speech core: state, timers, side outputs and metrics, no decisions. */
@NullMarked
package dev.lockstep.inference.operator;

import org.jspecify.annotations.NullMarked;
