/** Search over the stores of runs: which store, with which encoder, and how hits are shown. */
@NullMarked
package dev.lockstep.local.search;

import org.jspecify.annotations.NullMarked;
