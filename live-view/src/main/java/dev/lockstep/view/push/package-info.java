/** Changes of streams, handed on to viewers as they happen. */
@NullMarked
package dev.lockstep.view.push;

import org.jspecify.annotations.NullMarked;
