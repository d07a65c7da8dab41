/** The same measures where something is missing, damaged or hostile. */
@NullMarked
package dev.lockstep.load.evaluate.robustness;

import org.jspecify.annotations.NullMarked;
