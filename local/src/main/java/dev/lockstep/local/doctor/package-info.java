/** What a machine has and lacks for Lockstep, and what to do about it. */
@NullMarked
package dev.lockstep.local.doctor;

import org.jspecify.annotations.NullMarked;
