package dev.lockstep.inference.swap;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A candidate answers live requests once more, on a thread of its own and one at a time, and its
 * answers are compared and thrown away. A request that comes while it runs, or while live requests
 * wait for a thread, is dropped: it never keeps a live request waiting. Thread-safe.
 */
final class ShadowRun<Q, A> implements Mirror.Watcher<Q, A> {
    /** A candidate may fail this often before it is given up. */
    static final int FORGIVEN_FAILURES = 1;

    private static final long SLOWEST_RUN_NS = TimeUnit.SECONDS.toNanos(30);
    private static final String RUN_TIME_RATIO = "run-time-ratio";

    private final BatchRunner<Q, A> candidate;
    private final Comparison<Q, A> comparison;
    private final int wanted;
    private final BooleanSupplier busy;
    private final Thread thread = new Thread(this::work, "lockstep-shadow");
    private final Map<String, Double> sums = new TreeMap<>();
    private @Nullable Item<Q, A> pending;
    private @Nullable Throwable lastFailure;
    private @Nullable Runnable afterEnd;
    private boolean running;
    private boolean ending;
    private boolean ended;
    private int compared;
    private int failures;
    private long dropped;
    private long presentNs;
    private long candidateNs;

    private record Item<Q, A>(Q request, Ticket ticket, A present, long presentNs) {}

    /**
     * @param wanted requests to be compared
     * @param busy whether live requests wait for a thread
     */
    ShadowRun(
            BatchRunner<Q, A> candidate,
            Comparison<Q, A> comparison,
            int wanted,
            BooleanSupplier busy) {
        this.candidate = candidate;
        this.comparison = comparison;
        this.wanted = wanted;
        this.busy = busy;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void answered(Q request, Ticket ticket, A answer, long runNs) {
        if (!comparison.counts(request, answer)) {
            return;
        }
        boolean behind = busy.getAsBoolean();
        synchronized (this) {
            if (isOver()) {
                return;
            }
            if (behind || running || pending != null) {
                dropped++;
                return;
            }
            pending = new Item<>(request, ticket, answer, runNs);
            notifyAll();
        }
    }

    private void work() {
        while (true) {
            Item<Q, A> item = next();
            if (item == null) {
                return;
            }
            long startNs = System.nanoTime();
            AtomicReference<@Nullable A> answer = new AtomicReference<>();
            Throwable failure = null;
            try {
                candidate.run(
                        List.of(new BatchedRequest<>(item.request(), item.ticket(), answer::set)));
            } catch (Throwable e) {
                // Whatever a candidate does, only the candidate pays.
                failure = e;
            }
            record(item, answer.get(), failure, System.nanoTime() - startNs);
        }
    }

    private @Nullable Item<Q, A> next() {
        Runnable last;
        synchronized (this) {
            while (pending == null && !ending) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    ending = true;
                }
            }
            if (!ending) {
                Item<Q, A> item = pending;
                pending = null;
                running = true;
                return item;
            }
            ended = true;
            last = afterEnd;
        }
        if (last != null) {
            last.run();
        }
        return null;
    }

    private void record(
            Item<Q, A> item, @Nullable A answer, @Nullable Throwable failure, long runNs) {
        Throwable problem = failure;
        if (problem == null && (answer == null || comparison.failed(answer))) {
            problem = new IllegalStateException("it gave no answer");
        } else if (problem == null && runNs > SLOWEST_RUN_NS) {
            problem =
                    new IllegalStateException(
                            "it took " + TimeUnit.NANOSECONDS.toSeconds(runNs) + " s");
        }
        Map<String, Double> measures =
                problem == null && answer != null
                        ? comparison.compare(item.present(), answer)
                        : Map.of();
        synchronized (this) {
            running = false;
            if (problem == null) {
                compared++;
                presentNs += item.presentNs();
                candidateNs += runNs;
                measures.forEach((name, value) -> sums.merge(name, value, Double::sum));
            } else {
                failures++;
                lastFailure = problem;
            }
            notifyAll();
        }
    }

    private boolean isOver() {
        return compared >= wanted || failures > FORGIVEN_FAILURES || ending;
    }

    /** Waits for the comparison to be over, so long at most; whether it is. */
    synchronized boolean await(Duration most) throws InterruptedException {
        if (!isOver()) {
            TimeUnit.NANOSECONDS.timedWait(this, most.toNanos());
        }
        return isOver();
    }

    /** Why the candidate is given up; null if it is not. */
    synchronized @Nullable Throwable failure() {
        return failures > FORGIVEN_FAILURES ? lastFailure : null;
    }

    /** How far it has come. */
    synchronized SwapEvent.Shadow progress() {
        Map<String, Double> means = new TreeMap<>();
        if (compared > 0) {
            sums.forEach((name, sum) -> means.put(name, sum / compared));
            means.put(RUN_TIME_RATIO, (double) candidateNs / Math.max(1, presentNs));
        }
        return new SwapEvent.Shadow(wanted, compared, dropped, means);
    }

    /**
     * Ends it, waiting for a run that is on.
     *
     * @param late called when such a run ends only later
     * @return false if it had not ended by then
     */
    boolean end(Duration patience, Runnable late) {
        synchronized (this) {
            ending = true;
            notifyAll();
        }
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (!ended) {
                afterEnd = late;
            }
            return ended;
        }
    }
}
