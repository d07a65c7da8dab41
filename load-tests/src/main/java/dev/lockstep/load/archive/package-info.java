/** MCAP archives of Kafka records: written in compressed chunks, checked, read from any time. */
@NullMarked
package dev.lockstep.load.archive;

import org.jspecify.annotations.NullMarked;
