/** Tests of dev.lockstep.load.record. */
@NullMarked
package dev.lockstep.load.record;

import org.jspecify.annotations.NullMarked;
