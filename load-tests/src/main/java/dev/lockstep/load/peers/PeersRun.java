package dev.lockstep.load.peers;

import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.capacity.CapacitySearch;
import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.capacity.TrialDesk;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trials of several systems, one system after the other, so that none runs beside another. One that
 * cannot be had or fails is left out with the reason, and the others go on. Used by one thread.
 */
final class PeersRun {
    private final List<Talk> talks;
    private final Lengths lengths;
    private final CapacityGoal goal;
    private final BenchProgress progress;
    private final PeersTable table;
    private final List<ScoredTrial> results = new ArrayList<>();
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * How long a trial is, s.
     *
     * @param warmUp played and not measured
     * @param measured after it
     */
    record Lengths(int warmUp, int measured) {}

    PeersRun(
            List<Talk> talks,
            Lengths lengths,
            CapacityGoal goal,
            BenchProgress progress,
            PeersTable table) {
        this.talks = List.copyOf(talks);
        this.lengths = lengths;
        this.goal = goal;
        this.progress = progress;
        this.table = table;
    }

    /**
     * Plays one trial for each number of streams, and stops where the system fails.
     *
     * @param startUp played before the first trial, s; for a system that stays up between them
     */
    void play(Supplier<CaptioningSystem> made, int startUp, List<Integer> counts)
            throws InterruptedException {
        with(
                made,
                startUp,
                (system, desk) -> {
                    for (int count : counts) {
                        row(desk.play(count, lengths.warmUp(), lengths.measured()));
                    }
                });
    }

    /** Searches for the highest number of streams that the system holds; see {@link #play}. */
    void search(Supplier<CaptioningSystem> made, int startUp, int most)
            throws InterruptedException {
        with(
                made,
                startUp,
                (system, desk) -> {
                    CapacitySearch.Found found =
                            new CapacitySearch(
                                            goal,
                                            n -> desk.play(n, lengths.warmUp(), lengths.measured()),
                                            1,
                                            most,
                                            (trial, broken) -> row(trial))
                                    .run();
                    held.put(system.name(), found.streams());
                    notes.add(system.name() + " holds " + found.streams() + " streams.");
                });
    }

    private interface Trials {
        void play(CaptioningSystem system, TrialDesk desk) throws IOException, InterruptedException;
    }

    private void with(Supplier<CaptioningSystem> made, int startUp, Trials trials)
            throws InterruptedException {
        try (CaptioningSystem system = made.get()) {
            try {
                TrialDesk desk = new TrialDesk(system, talks, progress, system.partials());
                desk.startUp(1, startUp);
                trials.play(system, desk);
            } catch (IOException | UserException e) {
                progress.settle();
                notes.add(system.name() + " was left out from here on: " + e.getMessage());
                table.note(notes.get(notes.size() - 1));
            }
        }
    }

    private void row(ScoredTrial trial) {
        progress.settle();
        results.add(trial);
        table.row(trial, goal.broken(trial));
    }

    /** All trials in the order in which they were played. */
    List<ScoredTrial> results() {
        return List.copyOf(results);
    }

    /** Streams that were held, by the name of the system; of searches alone. */
    Map<String, Integer> held() {
        return Map.copyOf(held);
    }

    /** What a reader of the figures should know. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
