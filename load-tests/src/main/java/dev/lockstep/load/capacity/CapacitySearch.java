package dev.lockstep.load.capacity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Looks for the highest number of streams that a system holds: doubles until a trial fails, then
 * halves what lies between. A trial that fails narrowly is repeated once, since something else on
 * the machine may have been at work; a number that is found must hold in one more trial, or what is
 * below it is searched. Used by one thread.
 */
public final class CapacitySearch {
    private final CapacityGoal goal;
    private final TrialRunner runner;
    private final int first;
    private final int most;
    private final BiConsumer<ScoredTrial, List<String>> listener;
    private final List<ScoredTrial> trials = new ArrayList<>();
    private final Map<Integer, Integer> passes = new TreeMap<>();

    /**
     * A search that has not begun.
     *
     * @param first number of streams to begin with
     * @param most number above which nobody looks
     * @param listener is told of each trial, and what it breaks
     */
    public CapacitySearch(
            CapacityGoal goal,
            TrialRunner runner,
            int first,
            int most,
            BiConsumer<ScoredTrial, List<String>> listener) {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException(
                    "A search goes from at least 1 stream upwards, not from "
                            + first
                            + " to "
                            + most
                            + ".");
        }
        this.goal = goal;
        this.runner = runner;
        this.first = first;
        this.most = most;
        this.listener = listener;
    }

    /**
     * What was found.
     *
     * @param streams the highest number that held twice; 0 where one stream is too many
     * @param trials all of them, in the order in which they were played
     */
    public record Found(int streams, List<ScoredTrial> trials) {
        public Found {
            trials = List.copyOf(trials);
        }
    }

    /** Searches. */
    public Found run() throws IOException, InterruptedException {
        int held = 0;
        int broken = most + 1;
        for (int streams = first; streams < broken; streams = Math.min(2 * streams, most)) {
            if (!holds(streams)) {
                broken = streams;
                break;
            }
            held = streams;
            if (streams == most) {
                break;
            }
        }
        while (true) {
            while (broken - held > 1) {
                int middle = (held + broken) / 2;
                if (holds(middle)) {
                    held = middle;
                } else {
                    broken = middle;
                }
            }
            if (held == 0 || passes.getOrDefault(held, 0) > 1 || holds(held)) {
                return new Found(held, trials);
            }
            broken = held;
            held = highestPassBelow(broken);
        }
    }

    private int highestPassBelow(int streams) {
        return passes.keySet().stream().filter(n -> n < streams).max(Integer::compare).orElse(0);
    }

    private boolean holds(int streams) throws IOException, InterruptedException {
        ScoredTrial trial = play(streams);
        if (!goal.broken(trial).isEmpty() && !goal.plainlyBroken(trial)) {
            trial = play(streams);
        }
        boolean held = goal.broken(trial).isEmpty();
        if (held) {
            passes.merge(streams, 1, Integer::sum);
        } else {
            passes.remove(streams);
        }
        return held;
    }

    private ScoredTrial play(int streams) throws IOException, InterruptedException {
        ScoredTrial trial = runner.run(streams);
        trials.add(trial);
        listener.accept(trial, goal.broken(trial));
        return trial;
    }
}
