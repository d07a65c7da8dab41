/** What waits for its windows to settle; imports no Flink. */
@NullMarked
package dev.lockstep.align.buffer;

import org.jspecify.annotations.NullMarked;
