/** Tests of what asks for another model. */
@NullMarked
package dev.lockstep.local.swap;

import org.jspecify.annotations.NullMarked;
