/** Asks a running job for another model and follows what becomes of it. */
@NullMarked
package dev.lockstep.local.swap;

import org.jspecify.annotations.NullMarked;
