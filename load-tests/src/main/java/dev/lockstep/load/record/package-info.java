/** {@code lockstep record}: topics of a cluster into an archive. */
@NullMarked
package dev.lockstep.load.record;

import org.jspecify.annotations.NullMarked;
