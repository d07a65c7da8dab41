/** How far a transcript is from what was said: normalised words and their error rate. */
@NullMarked
package dev.lockstep.local.accuracy;

import org.jspecify.annotations.NullMarked;
