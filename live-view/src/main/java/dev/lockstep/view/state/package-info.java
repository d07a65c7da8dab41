/**
 * What the view remembers of a stream, and how it becomes what the view tells. No Kafka Streams.
 */
@NullMarked
package dev.lockstep.view.state;

import org.jspecify.annotations.NullMarked;
