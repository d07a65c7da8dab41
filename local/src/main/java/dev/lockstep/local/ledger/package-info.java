/** What became of the records of each source: totals, files, tables and the topic. */
@NullMarked
package dev.lockstep.local.ledger;

import org.jspecify.annotations.NullMarked;
