/** What every generated record stands on: trusted to Avro, and read within limits. */
@NullMarked
package dev.lockstep.schema.record;

import org.jspecify.annotations.NullMarked;
