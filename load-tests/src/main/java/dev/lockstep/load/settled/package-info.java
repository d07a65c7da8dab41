/** Settled results of a replay in one form: written, digested and compared. */
@NullMarked
package dev.lockstep.load.settled;

import org.jspecify.annotations.NullMarked;
