/** The store as a sink of Flink. */
@NullMarked
package dev.lockstep.sink.jdbc;

import org.jspecify.annotations.NullMarked;
