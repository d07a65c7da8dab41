package dev.lockstep.load.system;

/** Is told how far a trial has come. May be called by any thread. */
@FunctionalInterface
public interface TrialProgress {
    /** Tells nobody. */
    TrialProgress NONE = (system, streams, share) -> {};

    /**
     * Takes in how far it is.
     *
     * @param system name of what is measured
     * @param streams how many streams play
     * @param share of the trial that has gone by, 0..1
     */
    void at(String system, int streams, double share);
}
