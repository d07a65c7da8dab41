/**
 * A real Kafka broker in this process and a real Confluent-compatible schema registry beside it.
 */
@NullMarked
package dev.lockstep.stack;

import org.jspecify.annotations.NullMarked;
