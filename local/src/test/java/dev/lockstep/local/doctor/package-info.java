/** Tests of the checks. */
@NullMarked
package dev.lockstep.local.doctor;

import org.jspecify.annotations.NullMarked;
