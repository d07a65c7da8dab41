/** Options of the live view. */
@NullMarked
package dev.lockstep.view.config;

import org.jspecify.annotations.NullMarked;
