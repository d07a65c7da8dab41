package dev.lockstep.inference.runtime;

import java.nio.file.Path;

/** Hears of runs that fail, so that a model can be replaced. Called on the thread of the run. */
@FunctionalInterface
public interface FailureListener {
    /**
     * A run failed.
     *
     * @param model the graph
     * @param consecutive runs of this session that have failed since the last good one, this one
     *     among them
     * @param cause why
     */
    void failed(Path model, int consecutive, Exception cause);
}
