/** Records to bytes and back. */
@NullMarked
package dev.lockstep.load.serde;

import org.jspecify.annotations.NullMarked;
