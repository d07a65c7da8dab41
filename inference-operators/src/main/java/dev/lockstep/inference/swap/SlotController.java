package dev.lockstep.inference.swap;

import dev.lockstep.inference.model.ModelIdentity;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the model of a slot: on request, after it was pulled, verified, warmed and compared; and
 * by itself, when the one in service fails too often. All of that happens on a thread of its own,
 * which exists only while there is something to do. Thread-safe.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class SlotController<Q, A> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotController.class);

    /** The job's other tasks start at the same time as those who ask. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);

    private final String slot;
    private final SlotOwner<Q, A> owner;
    private final ModelLocator locator;
    private final SwapConf conf;
    private final ModelSlots slots;
    private final BooleanSupplier busy;
    private final LongSupplier clockUs;
    private final FailureCount health;
    private final ScheduledThreadPoolExecutor thread;

    private @Nullable Serving present;
    private @Nullable Serving lastGood;
    private @Nullable SwapRequest newest;
    private boolean withdrawn;
    private boolean closed;
    private int reloads;

    /** A model and who asked for it; nobody for the configured one. */
    private record Serving(LocatedModel model, @Nullable SwapRequest request) {
        ModelIdentity identity() {
            return model.identity();
        }
    }

    /**
     * @param slot see {@link Slots}
     * @param owner not closed by this
     * @param slots who is told
     * @param busy whether live requests wait for a thread
     * @param clockUs wall clock, µs since the epoch
     */
    public SlotController(
            String slot,
            SlotOwner<Q, A> owner,
            ModelLocator locator,
            SwapConf conf,
            ModelSlots slots,
            BooleanSupplier busy,
            LongSupplier clockUs) {
        this.slot = slot;
        this.owner = owner;
        this.locator = locator;
        this.conf = conf;
        this.slots = slots;
        this.busy = busy;
        this.clockUs = clockUs;
        this.health = new FailureCount(conf.mostFailures(), this::tooMany);
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread made = new Thread(task, "lockstep-swap-" + slot);
                            made.setDaemon(true);
                            return made;
                        });
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** The slot. */
    public String slot() {
        return slot;
    }

    /** Where runs of the model in service are counted. */
    public FailureCount health() {
        return health;
    }

    /**
     * Puts the first model in service: the one that was before a restart of the job, else the
     * configured one; then hears requests.
     *
     * @param configured null for none
     * @throws RuntimeException if the configured one is needed and cannot be loaded
     */
    public void start(@Nullable LocatedModel configured) {
        SwapRequest before = slots.atStart(slot, START_PATIENCE);
        if (before == null || !startAgain(before, configured)) {
            if (configured != null) {
                owner.install(owner.load(configured));
                synchronized (this) {
                    present = new Serving(configured, null);
                }
            }
        }
    }

    /** From now on requests are heard. */
    public void hear() {
        slots.add(this);
    }

    private boolean startAgain(SwapRequest before, @Nullable LocatedModel configured) {
        try {
            LocatedModel model = locator.locate(slot, before.reference());
            owner.install(owner.load(model));
            synchronized (this) {
                present = new Serving(model, before);
                lastGood = configured == null ? null : new Serving(configured, null);
            }
            LOG.info("{}: {} is in service as before the restart", slot, before.reference());
            return true;
        } catch (RuntimeException e) {
            slots.nowInService(slot, null);
            tell(
                    before.id(),
                    SwapPhase.REFUSED,
                    null,
                    null,
                    SwapEvent.Shadow.NONE,
                    "It was in service before the restart and cannot be loaded again: "
                            + e.getMessage());
            return false;
        }
    }

    /** Asks for another model; an older request that is still being served is given up. */
    public void request(SwapRequest request) {
        synchronized (this) {
            newest = request;
        }
        later(Duration.ZERO, () -> swap(request));
    }

    private void later(Duration delay, Runnable task) {
        try {
            thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is closed", slot, e);
        }
    }

    private void swap(SwapRequest request) {
        SwapAttempt<Q, A> attempt = new SwapAttempt<>(this, request, owner, locator, conf, busy);
        try {
            attempt.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // A candidate may do anything; the present model goes on.
            LOG.warn("{}: {} is refused", slot, request.reference(), e);
            if (isClosed()) {
                // The request is still open: whoever starts next serves it.
                return;
            }
            attempt.tell(SwapPhase.REFUSED, "Refused: " + e.getMessage());
        }
    }

    /** Whether nobody has asked for another model since, and the job goes on. */
    synchronized boolean isWanted(SwapRequest request) {
        return request.equals(newest) && !closed;
    }

    /** Throws what is to be said where the request is no longer wanted. */
    synchronized void checkWanted(SwapRequest request, @Nullable ModelIdentity from) {
        if (closed) {
            throw new IllegalStateException("the job ends");
        }
        if (!request.equals(newest)) {
            throw new IllegalStateException("a newer request has taken its place");
        }
        if (withdrawn && from != null) {
            throw new IllegalStateException(
                    "the model in service failed meanwhile and is replaced first; ask again");
        }
    }

    /** The candidate answers from now on. */
    void install(Candidate<Q, A> candidate) {
        health.reset();
        owner.install(candidate);
    }

    /** The model of a request is in service. */
    void takenOver(LocatedModel model, SwapRequest request) {
        synchronized (this) {
            Serving old = present;
            boolean same = old != null && isSame(old.identity(), model.identity());
            if (!same) {
                lastGood = withdrawn ? null : old;
            }
            present = new Serving(model, request);
            withdrawn = false;
            reloads = 0;
        }
        slots.nowInService(slot, request);
    }

    /** Of a model that was configured the content may not be known. */
    static boolean isSame(ModelIdentity one, ModelIdentity other) {
        return one.id().equals(other.id())
                && one.version().equals(other.version())
                && (one.sha256().equals(other.sha256()) || one.sha256().isEmpty());
    }

    synchronized @Nullable ModelIdentity identity() {
        Serving serving = present;
        return serving == null || withdrawn ? null : serving.identity();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    synchronized boolean isInService() {
        return present != null && !withdrawn;
    }

    private void tooMany(int inARow, Throwable last) {
        ModelIdentity failing;
        Duration delay;
        synchronized (this) {
            Serving serving = present;
            if (withdrawn || closed || serving == null) {
                return;
            }
            withdrawn = true;
            failing = serving.identity();
            if (health.isProven()) {
                reloads = 0;
            }
            delay = lastGood == null ? conf.reloadDelay(reloads++) : Duration.ZERO;
        }
        owner.withdraw();
        tell(
                "",
                SwapPhase.WITHDRAWN,
                failing,
                null,
                SwapEvent.Shadow.NONE,
                "It failed "
                        + inARow
                        + " times in a row and is out of service: "
                        + last.getMessage());
        later(delay, this::recover);
    }

    private void recover() {
        Serving failing;
        Serving next;
        boolean back;
        synchronized (this) {
            if (!withdrawn || closed) {
                return;
            }
            failing = present;
            back = lastGood != null;
            next = back ? lastGood : failing;
        }
        if (next == null || failing == null) {
            return;
        }
        try {
            Candidate<Q, A> candidate = owner.load(next.model());
            health.reset();
            synchronized (this) {
                present = next;
                lastGood = null;
                withdrawn = false;
            }
            owner.install(candidate);
        } catch (RuntimeException e) {
            LOG.warn("{}: {} cannot be loaded again", slot, next.identity().id(), e);
            Duration delay;
            synchronized (this) {
                delay = conf.reloadDelay(reloads++);
            }
            later(delay, this::recover);
            return;
        }
        slots.nowInService(slot, next.request());
        tell(
                "",
                back ? SwapPhase.ROLLED_BACK : SwapPhase.RESTORED,
                back ? failing.identity() : null,
                next.identity(),
                SwapEvent.Shadow.NONE,
                back ? "The last good model is back." : "It is loaded again.");
    }

    void tell(
            String requestId,
            SwapPhase phase,
            @Nullable ModelIdentity from,
            @Nullable ModelIdentity to,
            SwapEvent.Shadow shadow,
            String message) {
        slots.tell(
                new SwapEvent(
                        slot, requestId, phase, from, to, shadow, message, clockUs.getAsLong()));
    }

    /** Hears no more requests; what is on its way is given up and does not take over. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        slots.remove(this);
        thread.shutdown();
    }
}
