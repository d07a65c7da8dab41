/** Which items of a window belong together; imports no Flink. */
@NullMarked
package dev.lockstep.align.policy;

import org.jspecify.annotations.NullMarked;
