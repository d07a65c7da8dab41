/** The talk that {@code lockstep demo} plays: composed once from speech and slides of our own. */
@NullMarked
package dev.lockstep.local.demo;

import org.jspecify.annotations.NullMarked;
