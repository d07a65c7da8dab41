package dev.lockstep.load.system;

import java.io.IOException;

/**
 * A system that captions several streams in real time on this machine. One trial at a time; used by
 * one thread.
 */
public interface CaptioningSystem extends AutoCloseable {
    /** Its name in tables, with its version. */
    String name();

    /** Whether it shows captions before they are final. */
    boolean partials();

    /**
     * Makes it ready: installs, loads, starts. What it costs is no part of a trial.
     *
     * @throws IOException with what to do when it cannot be had here
     */
    void prepare() throws IOException, InterruptedException;

    /**
     * Plays the streams of a plan in real time, open loop: each chunk is handed over when it is due
     * by the plan, whatever the system does, and waits outside of it while the system does not take
     * it.
     *
     * @throws IOException when the system failed during the trial
     */
    TrialRecord run(TrialPlan plan, TrialProgress progress)
            throws IOException, InterruptedException;

    @Override
    void close();
}
