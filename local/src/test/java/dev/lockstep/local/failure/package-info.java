/** Tests of the sentences. */
@NullMarked
package dev.lockstep.local.failure;

import org.jspecify.annotations.NullMarked;
