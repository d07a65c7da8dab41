/** Tests of dev.lockstep.load.settled. */
@NullMarked
package dev.lockstep.load.settled;

import org.jspecify.annotations.NullMarked;
