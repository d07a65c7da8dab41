/** Where records go that could not be processed. */
@NullMarked
package dev.lockstep.sink.deadletter;

import org.jspecify.annotations.NullMarked;
