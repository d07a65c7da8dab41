/** The Flink shell round the aligner. */
@NullMarked
package dev.lockstep.align.operator;

import org.jspecify.annotations.NullMarked;
