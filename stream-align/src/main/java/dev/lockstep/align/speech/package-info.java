/** Words on their way into windows; imports no Flink. */
@NullMarked
package dev.lockstep.align.speech;

import org.jspecify.annotations.NullMarked;
