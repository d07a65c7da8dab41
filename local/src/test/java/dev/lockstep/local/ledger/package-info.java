/** Tests of the ledger as a user sees it. */
@NullMarked
package dev.lockstep.local.ledger;

import org.jspecify.annotations.NullMarked;
