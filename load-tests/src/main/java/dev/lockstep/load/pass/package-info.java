/** What a record costs in time that needs no inference, from Kafka through Flink to Kafka. */
@NullMarked
package dev.lockstep.load.pass;

import org.jspecify.annotations.NullMarked;
