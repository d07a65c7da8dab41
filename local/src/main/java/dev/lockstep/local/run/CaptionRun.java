package dev.lockstep.local.run;

import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.summary.Accounts;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.summary.RunSummary;
import dev.lockstep.local.terminal.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream from its publishing to its last settled record. Single-threaded: {@link
 * #follow} takes what the readers hand over.
 */
final class CaptionRun {
    private static final long POLL_MS = 100;
    private static final long JOB_CHECK_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long SILENCE_NS = TimeUnit.MINUTES.toNanos(3);
    private static final long SETTLE_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long AFTER_INTERRUPT_NS = TimeUnit.SECONDS.toNanos(15);

    private final CaptionRunConf conf;
    private final LocalPipeline pipeline;
    private final StreamPublishing publishing;
    private final StreamFollower follower;
    private final Display display;
    private final Interrupts interrupts;
    private final CpuMeter cpu;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Published published;
    private long lastRecordNs = System.nanoTime();
    private long lastJobCheckNs = System.nanoTime();
    private long interruptedNs;

    CaptionRun(
            CaptionRunConf conf,
            LocalPipeline pipeline,
            StreamPublishing publishing,
            StreamFollower follower,
            Display display,
            Interrupts interrupts,
            CpuMeter cpu) {
        this.conf = conf;
        this.pipeline = pipeline;
        this.publishing = publishing;
        this.follower = follower;
        this.display = display;
        this.interrupts = interrupts;
        this.cpu = cpu;
    }

    /** Returns when everything of the stream has come, or cannot come any more. */
    CaptionRunResult follow(BlockingQueue<Received> queue) throws InterruptedException {
        while (!complete() && problems.isEmpty()) {
            Received received = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (received != null) {
                follower.accept(received);
                lastRecordNs = System.nanoTime();
            }
            checkPublishing();
            checkJob();
            if (interrupted()) {
                break;
            }
        }
        publishing.stop();
        display.settle();
        return result();
    }

    private boolean complete() {
        return published != null
                && (follower.complete()
                        || (follower.ended() && System.nanoTime() - lastRecordNs > SETTLE_NS));
    }

    private void checkPublishing() {
        if (published != null) {
            if (System.nanoTime() - lastRecordNs > SILENCE_NS) {
                problems.add(
                        "The captioning job has said nothing for "
                                + TimeUnit.NANOSECONDS.toSeconds(SILENCE_NS)
                                + " s and is given up; what came before is written.");
            }
            return;
        }
        Optional<Published> done = publishing.published();
        if (done.isPresent()) {
            published = done.get();
            lastRecordNs = System.nanoTime();
            follower.sent(done.get().records());
            notes.addAll(done.get().notes());
            problems.addAll(done.get().problems());
        }
    }

    private void checkJob() {
        long now = System.nanoTime();
        if (now - lastJobCheckNs < JOB_CHECK_NS) {
            return;
        }
        lastJobCheckNs = now;
        try {
            pipeline.throwIfFailed();
        } catch (UserException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private boolean interrupted() {
        if (!interrupts.requested()) {
            return false;
        }
        long now = System.nanoTime();
        if (interruptedNs == 0) {
            interruptedNs = now;
            publishing.stop();
            notes.add("Stopped early: the captions so far are written.");
        }
        return now - interruptedNs > AFTER_INTERRUPT_NS;
    }

    private CaptionRunResult result() {
        if (problems.isEmpty()) {
            problems.addAll(follower.problems());
        }
        double audioSeconds = published == null ? 0 : published.soundUs() / 1e6;
        CaptionTracker captions = follower.captions();
        Accounts accounts = follower.accounts();
        RunSummary summary =
                new RunSummary(
                        round(audioSeconds, 1000),
                        captions.words(),
                        wer(captions.text()),
                        conf.realTime() ? captions.lag() : null,
                        conf.realTime() ? captions.commitLag() : null,
                        conf.realTime() ? captions.finalLag() : null,
                        captions.committedRewrites(),
                        cpuPerSecond(audioSeconds),
                        accounts.recordsIn(),
                        accounts.recordsOut(),
                        accounts.deadLetters(),
                        accounts.totals(),
                        follower.settledDigest());
        return new CaptionRunResult(
                summary, captions.captions(), follower.ledgers(), conf.realTime(), notes, problems);
    }

    private @Nullable Double wer(String heard) {
        return conf.reference()
                .map(text -> round(WordErrors.between(text, heard).rate(), 10_000))
                .orElse(null);
    }

    private @Nullable Double cpuPerSecond(double audioSeconds) {
        Double used = cpu.seconds();
        return used == null || audioSeconds <= 0 ? null : round(used / audioSeconds, 1000);
    }

    private static double round(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
