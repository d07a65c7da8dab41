package dev.lockstep.inference.batch;

import dev.lockstep.inference.batch.BatchQueue.Source;
import dev.lockstep.inference.batch.InferenceWorkers.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Joins the requests of many sources to batches for one model. A batch is started when it is full,
 * when its oldest request has waited long enough, or at a request's deadline, as soon as a thread
 * is free. Of a source one request is served at a time, in order. Urgent requests go first; sources
 * of the same urgency take turns. Thread-safe.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class DynamicBatcher<Q, A> implements AutoCloseable {
    private static final String CLOSED = "The models are closed.";

    private final BatcherConf conf;
    private final BatchRunner<Q, A> runner;
    private final InferenceWorkers workers;
    private final Queueing lane = new Queueing();
    private final Object lock = new Object();
    private final BatchQueue<Q, A> queue = new BatchQueue<>();
    private boolean closed;

    /**
     * @param workers who run the batches
     */
    public DynamicBatcher(BatcherConf conf, BatchRunner<Q, A> runner, InferenceWorkers workers) {
        this.conf = conf;
        this.runner = runner;
        this.workers = workers;
        workers.add(lane);
    }

    /** What the workers see; takes this batcher's lock below theirs. */
    private final class Queueing extends InferenceWorkers.Lane {
        @Override
        int threads() {
            return conf.threads();
        }

        @Override
        boolean yielding() {
            return conf.yielding();
        }

        @Override
        @Nullable Standing standing(long nowNs) {
            synchronized (lock) {
                Pending<Q, A> leader = queue.leader(nowNs, delayNs(), conf.batchSize());
                return leader == null
                        ? null
                        : new Standing(leader.ticket().urgency(), leader.queuedAtNs());
            }
        }

        @Override
        long nextDueNs() {
            synchronized (lock) {
                return queue.nextDueNs(delayNs());
            }
        }

        @Override
        Runnable take(long nowNs, int shares) {
            synchronized (lock) {
                Pending<Q, A> leader = queue.leader(nowNs, delayNs(), conf.batchSize());
                if (leader == null) {
                    // Shed or refused meanwhile.
                    return () -> {};
                }
                List<Source<Q, A>> taken = queue.take(leader, conf.batchSize(), shares);
                List<BatchedRequest<Q, A>> batch = new ArrayList<>(taken.size());
                for (Source<Q, A> source : taken) {
                    batch.add(request(source, queue.takeHead(source), nowNs, taken.size()));
                }
                lock.notifyAll();
                return () -> run(batch);
            }
        }
    }

    private long delayNs() {
        return conf.delay().toNanos();
    }

    private BatchedRequest<Q, A> request(
            Source<Q, A> source, Pending<Q, A> pending, long startNs, int size) {
        return new BatchedRequest<>(
                pending.request(),
                pending.ticket(),
                answer -> {
                    try {
                        pending.listener()
                                .served(
                                        startNs - pending.queuedAtNs(),
                                        size,
                                        workers.clockNs().getAsLong() - startNs);
                    } finally {
                        // The answer first: the source's next one must not come before it.
                        pending.answer().complete(answer);
                        release(source, true);
                    }
                });
    }

    /**
     * Hands in a request. Where as many wait as may, it sheds or waits for room, as the
     * configuration says.
     *
     * @return completes with the answer; what fails is answered too
     */
    public CompletableFuture<A> submit(Q request, Ticket ticket, BatchListener listener) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        Source<Q, A> overtaken = null;
        List<Pending<Q, A>> shed = List.of();
        String refusal;
        synchronized (lock) {
            refusal = awaitRoom();
            if (refusal == null) {
                long nowNs = workers.clockNs().getAsLong();
                overtaken = queue.add(new Pending<>(request, ticket, listener, answer, nowNs));
                if (conf.shedding()) {
                    shed = queue.shed(ticket.source(), conf.sourceCapacity(), conf.capacity());
                }
            }
        }
        if (refusal != null) {
            answer.complete(runner.refused(request, refusal));
            return answer;
        }
        for (Pending<Q, A> one : shed) {
            one.answer().complete(runner.skipped(one.request()));
        }
        if (overtaken == null) {
            workers.wake();
        } else {
            release(overtaken, false);
        }
        return answer;
    }

    /** Waits until one more may wait; a sentence if that does not come. */
    private @Nullable String awaitRoom() {
        long endNs = workers.clockNs().getAsLong() + conf.patience().toNanos();
        while (!closed && !conf.shedding() && queue.waiting() >= conf.capacity()) {
            long leftNs = endNs - workers.clockNs().getAsLong();
            if (leftNs <= 0) {
                return conf.capacity()
                        + " requests wait, and none was served for "
                        + conf.patience().toSeconds()
                        + " s; give the models more threads or fewer streams.";
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(lock, leftNs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "The wait for the models was interrupted.";
            }
        }
        return closed ? CLOSED : null;
    }

    /** Skips what is overtaken in a source that this thread holds, and lets it go. */
    private void release(Source<Q, A> source, boolean served) {
        while (true) {
            Pending<Q, A> overtaken;
            synchronized (lock) {
                overtaken = queue.takeOvertaken(source);
                if (overtaken == null) {
                    queue.release(source, served);
                } else {
                    lock.notifyAll();
                }
            }
            if (overtaken == null) {
                workers.wake();
                return;
            }
            overtaken.answer().complete(runner.skipped(overtaken.request()));
        }
    }

    private void run(List<BatchedRequest<Q, A>> batch) {
        Throwable failure = tried(batch);
        if (batch.size() == 1) {
            fail(batch.get(0), failure);
            return;
        }
        for (BatchedRequest<Q, A> request : batch) {
            if (!request.isAnswered()) {
                fail(request, tried(List.of(request)));
            }
        }
    }

    /** Runs requests; what went wrong if any of them has no answer. */
    private @Nullable Throwable tried(List<BatchedRequest<Q, A>> batch) {
        try {
            runner.run(batch);
        } catch (Throwable e) {
            // Even an error must not leave a source without an answer.
            return e;
        }
        return null;
    }

    private void fail(BatchedRequest<Q, A> request, @Nullable Throwable failure) {
        if (!request.isAnswered()) {
            Throwable cause =
                    failure == null
                            ? new IllegalStateException("The model gave no answer.")
                            : failure;
            request.answer(runner.failed(request.request(), cause));
        }
    }

    /** Refuses what waits and waits for what runs. */
    @Override
    public void close() {
        List<Pending<Q, A>> refused;
        synchronized (lock) {
            closed = true;
            refused = queue.clear();
            lock.notifyAll();
        }
        for (Pending<Q, A> pending : refused) {
            pending.answer().complete(runner.refused(pending.request(), CLOSED));
        }
        workers.remove(lane);
    }
}
