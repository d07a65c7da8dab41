/** Tests of the local stack; everything in them is real. */
@NullMarked
package dev.lockstep.stack;

import org.jspecify.annotations.NullMarked;
