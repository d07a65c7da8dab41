/** Tests of what is told of results. */
@NullMarked
package dev.lockstep.load.probe;

import org.jspecify.annotations.NullMarked;
