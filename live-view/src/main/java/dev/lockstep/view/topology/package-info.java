/** The Kafka Streams topology that keeps the state of the view. */
@NullMarked
package dev.lockstep.view.topology;

import org.jspecify.annotations.NullMarked;
