/** Reads results as a consumer does: how long each stage took, and whether the ledger adds up. */
@NullMarked
package dev.lockstep.load.probe;

import org.jspecify.annotations.NullMarked;
