package dev.lockstep.sink.search;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the best of many. For one thread. */
final class TopScored {
    private final int most;
    private final PriorityQueue<Scored> worstFirst =
            new PriorityQueue<>(Scored.BEST_FIRST.reversed());

    TopScored(int most) {
        this.most = most;
    }

    /** Whether something with this score may still get in; spares the caller reading the rest. */
    boolean takes(double score) {
        return worstFirst.size() < most || score >= worstFirst.element().score();
    }

    void add(Scored scored) {
        worstFirst.add(scored);
        if (worstFirst.size() > most) {
            worstFirst.remove();
        }
    }

    /** The best, best first. */
    List<Scored> best() {
        List<Scored> sorted = new ArrayList<>(worstFirst);
        sorted.sort(Scored.BEST_FIRST);
        return sorted;
    }
}
