/** Tests of the open-loop driver. */
@NullMarked
package dev.lockstep.load.drive;

import org.jspecify.annotations.NullMarked;
