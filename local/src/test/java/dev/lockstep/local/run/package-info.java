/** Tests of a run. */
@NullMarked
package dev.lockstep.local.run;

import org.jspecify.annotations.NullMarked;
