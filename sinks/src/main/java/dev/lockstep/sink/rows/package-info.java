/** From records of the topics to rows of the store. Imports no Flink. */
@NullMarked
package dev.lockstep.sink.rows;

import org.jspecify.annotations.NullMarked;
