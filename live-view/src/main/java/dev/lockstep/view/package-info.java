/** The live view: what of the streams people see, kept in Kafka Streams. */
@NullMarked
package dev.lockstep.view;

import org.jspecify.annotations.NullMarked;
