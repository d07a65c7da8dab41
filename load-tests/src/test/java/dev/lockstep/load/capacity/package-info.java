/** Tests of the search for a capacity, against a simulated system. */
@NullMarked
package dev.lockstep.load.capacity;

import org.jspecify.annotations.NullMarked;
