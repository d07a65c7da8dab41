/** The compliance report of a run, as one HTML file. */
@NullMarked
package dev.lockstep.local.report;

import org.jspecify.annotations.NullMarked;
