/** Settled windows as they come: their JSON lines, their number and their digest. */
@NullMarked
package dev.lockstep.local.aligned;

import org.jspecify.annotations.NullMarked;
