/** What all models have in common. */
@NullMarked
package dev.lockstep.inference.model;

import org.jspecify.annotations.NullMarked;
