/** What a run keeps of its captions for the compliance report. */
@NullMarked
package dev.lockstep.local.compliance;

import org.jspecify.annotations.NullMarked;
