/** Tests of the terminal. */
@NullMarked
package dev.lockstep.local.terminal;

import org.jspecify.annotations.NullMarked;
