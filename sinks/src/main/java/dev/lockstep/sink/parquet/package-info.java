/** Parquet files of records, for analysts. */
@NullMarked
package dev.lockstep.sink.parquet;

import org.jspecify.annotations.NullMarked;
