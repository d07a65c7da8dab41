package dev.lockstep.load.capacity;

import java.io.IOException;

/** Plays a trial with so many streams. */
@FunctionalInterface
public interface TrialRunner {
    /**
     * Plays and scores it.
     *
     * @throws IOException when the system failed
     */
    ScoredTrial run(int streams) throws IOException, InterruptedException;
}
