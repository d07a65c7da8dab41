package dev.lockstep.producer.publish;

import java.util.OptionalLong;

/** Hears how far a run is; called on the run's thread after each record, so be quick. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /** How far a run is. */
    void onProgress(Progress progress);

    /**
     * A position.
     *
     * @param positionUs media time handed over so far, µs
     * @param durationUs length of the media, µs; empty when it is not known
     * @param records records handed over so far
     */
    record Progress(long positionUs, OptionalLong durationUs, long records) {}
}
