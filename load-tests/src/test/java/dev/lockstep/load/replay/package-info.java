/** Tests of dev.lockstep.load.replay. */
@NullMarked
package dev.lockstep.load.replay;

import org.jspecify.annotations.NullMarked;
