/** The job's own way from sound, pictures and texts to results, without Kafka and Flink. */
@NullMarked
package dev.lockstep.load.evaluate.path;

import org.jspecify.annotations.NullMarked;
