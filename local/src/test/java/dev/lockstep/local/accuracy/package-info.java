/** Tests of the accuracy measures. */
@NullMarked
package dev.lockstep.local.accuracy;

import org.jspecify.annotations.NullMarked;
