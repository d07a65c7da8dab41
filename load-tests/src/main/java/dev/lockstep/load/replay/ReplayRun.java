package dev.lockstep.load.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a plan: one thread reads the archive and makes records, the caller's waits for their times,
 * a third gives them to the Kafka client. So neither a slow disk nor a full send buffer makes the
 * pacing late before the queues between them are used up. How late a record is, is taken where it
 * is given to the client. For one run.
 */
final class ReplayRun {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final int READY = 512;
    private static final int UNSENT = 4_096;
    private static final long POLL_MS = 100;

    /** Until the first records are read and all threads run. */
    private static final long START_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long HIGHEST_US = TimeUnit.HOURS.toMicros(1);

    private final ReplayPlan plan;
    private final OutgoingRecords records;
    private final ReplayConf conf;
    private final RecordSink sink;
    private final SentStreams sent;
    private final PacerClock clock;
    private final BlockingQueue<Optional<Outgoing>> ready = new ArrayBlockingQueue<>(READY);
    private final BlockingQueue<Optional<Outgoing>> due = new ArrayBlockingQueue<>(UNSENT);
    private final Histogram lateUs = new Histogram(HIGHEST_US, 3);
    private volatile boolean stopped;
    private volatile @Nullable String problem;
    private final AtomicLong count = new AtomicLong();

    ReplayRun(
            ReplayPlan plan,
            OutgoingRecords records,
            ReplayConf conf,
            RecordSink sink,
            SentStreams sent,
            PacerClock clock) {
        this.plan = plan;
        this.records = records;
        this.conf = conf;
        this.sink = sink;
        this.sent = sent;
        this.clock = clock;
    }

    /**
     * Plays until the plan is over, sending fails or the caller should stop.
     *
     * @param progress hears of the archive's time that has passed, ns
     */
    Result run(BooleanSupplier shouldStop, LongConsumer progress) throws InterruptedException {
        Thread reader = thread("lockstep-replay-read", this::read);
        long startNs = clock.nowNs() + START_NS;
        Pacer pacer = new Pacer(conf.pacing(), startNs);
        Thread sender = thread("lockstep-replay-send", () -> send(pacer));
        while (!stopped) {
            if (shouldStop.getAsBoolean()) {
                break;
            }
            Optional<Outgoing> next = ready.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (next == null) {
                continue;
            }
            if (next.isEmpty()) {
                break;
            }
            pacer.await(next.get().delivery(), clock);
            due.put(next);
            progress.accept(next.get().delivery().dueNs());
        }
        boolean early = stopped || shouldStop.getAsBoolean();
        due.put(Optional.empty());
        sender.join();
        stopped = true;
        reader.join();
        sink.close();
        List<String> problems = new ArrayList<>();
        Optional.ofNullable(problem).ifPresent(problems::add);
        sink.failure().ifPresent(problems::add);
        return new Result(count.get(), lateUs, (clock.nowNs() - startNs) / 1e9, early, problems);
    }

    /**
     * What came of it.
     *
     * @param sent records given to the client
     * @param lateUs how late they were, µs; empty where nothing waits
     * @param seconds how long it took
     * @param early whether it was stopped
     * @param problems what went wrong
     */
    record Result(
            long sent, Histogram lateUs, double seconds, boolean early, List<String> problems) {}

    private void read() {
        try {
            for (Delivery next = plan.next(); next != null && !stopped; next = plan.next()) {
                put(Optional.of(records.of(next)));
            }
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The archive could not be read to its end", e);
            problem = "The archive could not be read to its end (" + e + ").";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            putLast();
        }
    }

    private void put(Optional<Outgoing> outgoing) throws InterruptedException {
        boolean taken = false;
        while (!taken && !stopped) {
            taken = ready.offer(outgoing, POLL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void putLast() {
        try {
            put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Pacer pacer) {
        try {
            for (Optional<Outgoing> next = due.take(); next.isPresent(); next = due.take()) {
                if (sink.failure().isPresent()) {
                    // What is due is taken all the same: the pacer must not wait for room.
                    stopped = true;
                    continue;
                }
                Outgoing outgoing = next.get();
                if (conf.pacing().waits()) {
                    long lateNs = clock.nowNs() - pacer.intendedNs(outgoing.delivery());
                    lateUs.recordValue(
                            Math.min(
                                    HIGHEST_US,
                                    Math.max(0, TimeUnit.NANOSECONDS.toMicros(lateNs))));
                }
                sink.send(outgoing);
                count(outgoing.delivery());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(Delivery delivery) {
        count.incrementAndGet();
        String archived = delivery.head().streamId();
        if (archived != null) {
            sent.add(conf.naming().name(archived, delivery.copy()), delivery);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
