/** Options of alignment and what they resolve to. */
@NullMarked
package dev.lockstep.align.config;

import org.jspecify.annotations.NullMarked;
