/** Results of trials as figures: what is printed, written as JSON, drawn and compared. */
@NullMarked
package dev.lockstep.load.result;

import org.jspecify.annotations.NullMarked;
