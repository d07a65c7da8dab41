package dev.lockstep.inference.speech;

/**
 * What became of the records of one source since it was first seen: {@code read = matched +
 * duplicate + invalid}.
 *
 * @param read records that reached the segmenter
 * @param matched records whose sound was used, the end-of-stream record included
 * @param duplicate records seen before
 * @param invalid records refused; each is a dead letter
 */
public record SourceCounts(long read, long matched, long duplicate, long invalid) {
    /** Nothing read yet. */
    public static final SourceCounts NONE = new SourceCounts(0, 0, 0, 0);
}
