/** Options of the models and what they resolve to. */
@NullMarked
package dev.lockstep.inference.config;

import org.jspecify.annotations.NullMarked;
