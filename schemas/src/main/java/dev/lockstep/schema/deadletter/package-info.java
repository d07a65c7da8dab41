/** What becomes of a record that cannot be processed. */
@NullMarked
package dev.lockstep.schema.deadletter;

import org.jspecify.annotations.NullMarked;
