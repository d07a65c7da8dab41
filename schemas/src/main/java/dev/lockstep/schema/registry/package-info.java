/** The schema registry as the serdes see it, and the client of a Confluent-compatible one. */
@NullMarked
package dev.lockstep.schema.registry;

import org.jspecify.annotations.NullMarked;
