package dev.lockstep.inference.catalog;

/** Hears how a pull gets on. Called from the pulling thread, several times a second. */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (what, doneBytes, totalBytes) -> {};

    /**
     * Bytes have come in.
     *
     * @param what the package that is being fetched, for people
     * @param doneBytes what has been fetched
     * @param totalBytes what there is to fetch; -1 if unknown
     */
    void progress(String what, long doneBytes, long totalBytes);

    /** A sentence for people: another process is being waited for, a damaged file is replaced. */
    default void note(String sentence) {}
}
