package dev.lockstep.inference.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run models, shared by all batchers of a process: a free one takes the most
 * urgent batch of them all. There are as many as the batcher with the most threads wants; they
 * start with the first batcher and end with the last. Thread-safe.
 */
public final class InferenceWorkers {
    /** Waiting longer than this, even pictures go before speech, so that nothing waits for ever. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier clockNs;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int idle;

    /**
     * @param clockNs monotonic clock, ns
     */
    public InferenceWorkers(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /** Those of the process. */
    private static final class OfProcess {
        static final InferenceWorkers WORKERS = new InferenceWorkers(System::nanoTime);
    }

    /** Those of the process. */
    public static InferenceWorkers shared() {
        return OfProcess.WORKERS;
    }

    /** What waits in a lane. */
    record Standing(Urgency urgency, long queuedAtNs) {
        boolean isOverdue(long nowNs) {
            return nowNs - queuedAtNs > PATIENCE_NS;
        }

        /** The most urgent first; before them what is overdue, the oldest first. */
        static Comparator<Standing> order(long nowNs) {
            return Comparator.<Standing, Boolean>comparing(s -> !s.isOverdue(nowNs))
                    .thenComparing(s -> s.isOverdue(nowNs) ? Urgency.FINAL_SPEECH : s.urgency)
                    .thenComparingLong(Standing::queuedAtNs);
        }
    }

    /** Where batches come from. Its methods are called with the workers' lock held. */
    abstract static class Lane {
        private int running;

        abstract int threads();

        abstract boolean yielding();

        /** What would be run now; null while nothing is due. */
        abstract @Nullable Standing standing(long nowNs);

        /** When something is due that is not yet; {@link Long#MAX_VALUE} if nothing waits. */
        abstract long nextDueNs();

        /**
         * Takes a batch that is due.
         *
         * @param shares threads that could take a batch of this lane now
         */
        abstract Runnable take(long nowNs, int shares);
    }

    LongSupplier clockNs() {
        return clockNs;
    }

    synchronized void add(Lane lane) {
        lanes.add(lane);
        while (threads.size() < wanted()) {
            Thread thread = new Thread(this::work, "lockstep-inference-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Takes a lane away and waits until no batch of it runs any more; interrupts are kept. */
    synchronized void remove(Lane lane) {
        lanes.remove(lane);
        notifyAll();
        boolean interrupted = false;
        while (lane.running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a batch is due that no thread has taken yet. */
    public synchronized boolean isBehind() {
        long nowNs = clockNs.getAsLong();
        return lanes.stream().anyMatch(lane -> lane.standing(nowNs) != null);
    }

    /** Tells that a lane has got something. */
    synchronized void wake() {
        notifyAll();
    }

    private int wanted() {
        return lanes.stream().mapToInt(Lane::threads).max().orElse(0);
    }

    private void work() {
        while (true) {
            Lane lane;
            Runnable batch;
            synchronized (this) {
                lane = await();
                if (lane == null) {
                    return;
                }
                int shares = Math.min(idle + 1, lane.threads() - lane.running);
                batch = lane.take(clockNs.getAsLong(), shares);
                lane.running++;
            }
            try {
                batch.run();
            } finally {
                synchronized (this) {
                    lane.running--;
                    notifyAll();
                }
            }
        }
    }

    /** Waits for work; null when this thread is one too many. */
    private @Nullable Lane await() {
        while (true) {
            if (threads.size() > wanted()) {
                threads.remove(Thread.currentThread());
                return null;
            }
            long nowNs = clockNs.getAsLong();
            Lane next = mostUrgent(nowNs);
            if (next != null) {
                return next;
            }
            idle++;
            try {
                TimeUnit.NANOSECONDS.timedWait(this, pauseNs(nowNs));
            } catch (InterruptedException e) {
                // Nobody but this class may end these threads, and it does not interrupt them.
            } finally {
                idle--;
            }
        }
    }

    /** Until something is due that is not yet; what is due now waits for a batch to end. */
    private long pauseNs(long nowNs) {
        long due =
                lanes.stream()
                        .filter(this::mayRun)
                        .mapToLong(Lane::nextDueNs)
                        .min()
                        .orElse(Long.MAX_VALUE);
        // At least a little: a wait of 0 would not wait at all.
        return due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1_000, due - nowNs);
    }

    private @Nullable Lane mostUrgent(long nowNs) {
        Comparator<Standing> order = Standing.order(nowNs);
        Lane best = null;
        Standing bestStanding = null;
        for (Lane lane : lanes) {
            if (!mayRun(lane)) {
                continue;
            }
            Standing standing = lane.standing(nowNs);
            if (standing != null
                    && (bestStanding == null || order.compare(standing, bestStanding) < 0)) {
                best = lane;
                bestStanding = standing;
            }
        }
        return best;
    }

    private boolean mayRun(Lane lane) {
        if (lane.running >= lane.threads()) {
            return false;
        }
        if (!lane.yielding() || lanes.stream().allMatch(Lane::yielding)) {
            return true;
        }
        int yielding = lanes.stream().filter(Lane::yielding).mapToInt(l -> l.running).sum();
        return yielding < Math.max(1, wanted() - 1);
    }
}
