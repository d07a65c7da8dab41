/** Tests of: The compliance report of a run. */
@NullMarked
package dev.lockstep.local.report;

import org.jspecify.annotations.NullMarked;
