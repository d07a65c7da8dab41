/** What an item costs, by task. */
@NullMarked
package dev.lockstep.load.evaluate.efficiency;

import org.jspecify.annotations.NullMarked;
