package dev.lockstep.local.run;

import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.summary.Accounts;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.summary.RunSummary;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.sink.caption.CaptionFileException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Follows one stream from its publishing to its last settled record. Single-threaded: {@link
 * #follow} takes what the readers hand over.
 */
final class CaptionRun {
    private static final Logger LOG = LoggerFactory.getLogger(CaptionRun.class);
    private static final long POLL_MS = 100;
    private static final long CHECK_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SILENCE_NS = TimeUnit.MINUTES.toNanos(3);
    private static final long SETTLE_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long LAST_CHANCE_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long LAST_READ_MS = 5_000;

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
    private long lastCheckNs = System.nanoTime();
    private long stoppedNs;
    private boolean hopeless;
    private @Nullable Long firstCaptionAfterMs;

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
        while (!complete() && !hopeless && !lastChanceIsOver()) {
            Received received = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
            if (received != null) {
                accept(received);
                lastRecordNs = System.nanoTime();
            }
            checkPublishing();
            checkSurroundings();
            if (interrupts.requested()) {
                stop("Stopped early: the captions so far are written.", notes);
            }
        }
        publishing.stop();
        // The source is the caller's to close, which it may not while it is being read.
        if (publishing.await(LAST_READ_MS)) {
            checkPublishing();
        }
        display.settle();
        return result();
    }

    /** A file that cannot be written any more must not cost the captions. */
    private void accept(Received received) {
        try {
            follower.accept(received);
            if (firstCaptionAfterMs == null && follower.captions().words() > 0) {
                firstCaptionAfterMs = ManagementFactory.getRuntimeMXBean().getUptime();
            }
        } catch (UserException | CaptionFileException e) {
            stop(String.valueOf(e.getMessage()), problems);
        }
    }

    private boolean complete() {
        return published != null
                && (follower.complete()
                        || (follower.ended() && System.nanoTime() - lastRecordNs > SETTLE_NS));
    }

    private void checkPublishing() {
        Published known = published;
        if (known != null) {
            long silentNs = System.nanoTime() - lastRecordNs;
            // Without its end of stream, which a problem may have kept back, nothing more comes.
            boolean waited = !known.problems().isEmpty() && silentNs > SETTLE_NS;
            if (silentNs > SILENCE_NS && !hopeless) {
                problems.add(
                        "The captioning job has said nothing for "
                                + TimeUnit.NANOSECONDS.toSeconds(SILENCE_NS)
                                + " s and is given up; what came before is written.");
            }
            hopeless |= waited || silentNs > SILENCE_NS;
            return;
        }
        Optional<Published> done;
        try {
            done = publishing.published();
        } catch (RuntimeException e) {
            LOG.error("Publishing {} ended unexpectedly", conf.streamId(), e);
            if (!hopeless) {
                problems.add(
                        "Publishing ended in a way that it should not ("
                                + e
                                + "); the captions so far are written.");
            }
            hopeless = true;
            return;
        }
        if (done.isPresent()) {
            published = done.get();
            lastRecordNs = System.nanoTime();
            follower.sent(done.get().records());
            notes.addAll(done.get().notes());
            // After another problem it is a consequence of that.
            if (problems.isEmpty()) {
                problems.addAll(done.get().problems());
            }
        }
    }

    private void checkSurroundings() {
        long now = System.nanoTime();
        if (now - lastCheckNs < CHECK_NS) {
            return;
        }
        lastCheckNs = now;
        pipeline.lowSpace().ifPresent(sentence -> stop(sentence, problems));
        try {
            pipeline.throwIfFailed();
        } catch (UserException e) {
            // Of a disk that is full everything fails; the disk is what to tell of.
            if (problems.isEmpty()) {
                problems.add(String.valueOf(e.getMessage()));
            }
            hopeless = true;
        }
    }

    /** Sends no more; what was sent has some seconds to come out as captions. */
    private void stop(String why, List<String> where) {
        if (stoppedNs == 0) {
            stoppedNs = System.nanoTime();
            publishing.stop();
            where.add(why);
        }
    }

    private boolean lastChanceIsOver() {
        return stoppedNs != 0 && System.nanoTime() - stoppedNs > LAST_CHANCE_NS;
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
                        firstCaptionAfterMs,
                        captions.committedRewrites(),
                        cpuPerSecond(audioSeconds),
                        accounts.recordsIn(),
                        accounts.recordsOut(),
                        accounts.deadLetters(),
                        accounts.totals(),
                        follower.settledDigest());
        return new CaptionRunResult(
                summary,
                captions.captions(),
                follower.ledgers(),
                new ComplianceFile(
                        conf.facts(follower.measures().models()), follower.measures().finished()),
                conf.realTime(),
                notes,
                problems);
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
