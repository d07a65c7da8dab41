/** How many streams a system takes in real time: trials, their figures, and the search. */
@NullMarked
package dev.lockstep.load.capacity;

import org.jspecify.annotations.NullMarked;
