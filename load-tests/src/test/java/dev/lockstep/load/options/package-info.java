/** Tests of the options that several benchmarks share. */
@NullMarked
package dev.lockstep.load.options;

import org.jspecify.annotations.NullMarked;
