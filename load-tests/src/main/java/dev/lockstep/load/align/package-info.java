/** Alignment: the core alone, inside Flink, and the latency that it adds. */
@NullMarked
package dev.lockstep.load.align;

import org.jspecify.annotations.NullMarked;
