/** Kafka sinks with a stated delivery guarantee. */
@NullMarked
package dev.lockstep.sink.kafka;

import org.jspecify.annotations.NullMarked;
