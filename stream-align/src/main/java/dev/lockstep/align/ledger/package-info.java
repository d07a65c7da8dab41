/** What became of every record; imports no Flink. */
@NullMarked
package dev.lockstep.align.ledger;

import org.jspecify.annotations.NullMarked;
