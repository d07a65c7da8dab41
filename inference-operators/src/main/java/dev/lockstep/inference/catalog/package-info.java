/** The model catalogue: which models there are, where they come from and how they are cached. */
@NullMarked
package dev.lockstep.inference.catalog;

import org.jspecify.annotations.NullMarked;
