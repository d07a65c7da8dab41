/** The aligner of a stream: clocks, buffers, windows and ledger together; imports no Flink. */
@NullMarked
package dev.lockstep.align.core;

import org.jspecify.annotations.NullMarked;
