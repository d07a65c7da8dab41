package dev.lockstep.sink.store;

import java.time.Duration;

/** Hears what a {@link StoreWriter} does, on the thread that writes. */
public interface StoreListener {
    /** Hears nothing. */
    StoreListener NONE = new StoreListener() {};

    /** A batch is in the store. */
    default void written(int rows, Duration took) {}

    /** A batch could not be written and will be tried again. */
    default void retried() {}

    /** The database refused a row for what it holds; it is left out. */
    default void refused() {}
}
