/** Results against references. */
@NullMarked
package dev.lockstep.load.evaluate.accuracy;

import org.jspecify.annotations.NullMarked;
