/** Into Kafka: chunking, pacing, ordering, sending and accounting. */
@NullMarked
package dev.lockstep.producer.publish;

import org.jspecify.annotations.NullMarked;
