/** The serdes as Flink sources, functions and sinks need them. */
@NullMarked
package dev.lockstep.schema.flink;

import org.jspecify.annotations.NullMarked;
