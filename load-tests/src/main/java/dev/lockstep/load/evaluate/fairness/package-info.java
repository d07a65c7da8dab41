/** The same measures by groups of items, and whether groups differ. */
@NullMarked
package dev.lockstep.load.evaluate.fairness;

import org.jspecify.annotations.NullMarked;
