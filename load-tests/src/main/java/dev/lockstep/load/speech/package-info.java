/** The speech path alone, without Kafka and Flink, beside its peer. */
@NullMarked
package dev.lockstep.load.speech;

import org.jspecify.annotations.NullMarked;
