/** The job on a cluster of several processes on one machine, to see how its cost grows with them. */
@NullMarked
package dev.lockstep.load.scale;

import org.jspecify.annotations.NullMarked;
