package dev.lockstep.load.drive;

import org.jspecify.annotations.Nullable;

/** The records of one source, in the order in which they are due. Used by one thread. */
@FunctionalInterface
public interface Feed {
    /** The next record; null after the last. */
    @Nullable DueRecord<?> next();
}
