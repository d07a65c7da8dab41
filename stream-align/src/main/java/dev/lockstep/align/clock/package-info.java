/** Event time of a stream and of each of its sources; imports no Flink. */
@NullMarked
package dev.lockstep.align.clock;

import org.jspecify.annotations.NullMarked;
