package dev.lockstep.load.capacity;

import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.load.talk.TalkStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Plays talks on a system, trial after trial. Used by one thread. */
public final class TrialDesk {
    private final CaptioningSystem system;
    private final List<Talk> talks;
    private final TrialProgress progress;
    private final boolean partials;

    /**
     * A desk for a system, which stays the caller's to close.
     *
     * @param talks what is said, in turn
     * @param partials whether captions are asked for before they are final
     */
    public TrialDesk(
            CaptioningSystem system, List<Talk> talks, TrialProgress progress, boolean partials) {
        this.system = system;
        this.talks = List.copyOf(talks);
        this.progress = progress;
        this.partials = partials;
    }

    /** Makes the system ready and plays so long without measuring. */
    public void startUp(int streams, int seconds) throws IOException, InterruptedException {
        system.prepare();
        if (seconds > 0) {
            system.run(
                    plan(streams, 0, seconds),
                    (name, n, s) -> progress.at(name + " starts up", n, s));
        }
    }

    /** Plays a trial and scores it. */
    public ScoredTrial play(int streams, int warmUpSeconds, int seconds)
            throws IOException, InterruptedException {
        TrialPlan plan = plan(streams, warmUpSeconds, seconds);
        return TrialScorer.of(system.name(), plan, system.run(plan, progress));
    }

    private TrialPlan plan(int streams, int warmUpSeconds, int seconds) {
        return new TrialPlan(
                TalkStreams.of(talks, streams, warmUpSeconds + seconds),
                TrialPlan.CHUNK,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(seconds),
                partials);
    }
}
