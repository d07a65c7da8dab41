/** Many streams at once through the whole pipeline on one machine. */
@NullMarked
package dev.lockstep.load.streams;

import org.jspecify.annotations.NullMarked;
