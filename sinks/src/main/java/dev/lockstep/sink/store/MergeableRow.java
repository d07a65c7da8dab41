package dev.lockstep.sink.store;

/**
 * A row that can come again. Merging two rows gives what the database would hold after both, so
 * that a batch writes each row once.
 *
 * @param <R> the row itself
 */
interface MergeableRow<R> {
    /** Equal for rows of one place in the table. */
    Object key();

    /** This row and one that came later. */
    R merge(R later);
}
