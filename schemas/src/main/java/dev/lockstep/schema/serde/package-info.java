/** Records to bytes and back in the Confluent wire format, guarded against hostile bytes. */
@NullMarked
package dev.lockstep.schema.serde;

import org.jspecify.annotations.NullMarked;
