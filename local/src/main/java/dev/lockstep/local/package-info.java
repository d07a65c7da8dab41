/** The {@code lockstep} command: its entry point and how errors become sentences. */
@NullMarked
package dev.lockstep.local;

import org.jspecify.annotations.NullMarked;
