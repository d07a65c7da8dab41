/** Items as the store of a run holds them, and the product's own search over it. */
@NullMarked
package dev.lockstep.load.evaluate.search;

import org.jspecify.annotations.NullMarked;
