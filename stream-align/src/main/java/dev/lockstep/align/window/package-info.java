/** Sliding windows on a stream's own grid; imports no Flink. */
@NullMarked
package dev.lockstep.align.window;

import org.jspecify.annotations.NullMarked;
