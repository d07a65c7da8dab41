package dev.lockstep.local.run;

import dev.lockstep.local.accuracy.WordErrors;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.summary.Accounts;
import dev.lockstep.local.summary.CaptionTracker;
import dev.lockstep.local.summary.CpuMeter;
import dev.lockstep.local.summary.RunSummary;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.producer.publish.ProducerReport;
import dev.lockstep.producer.publish.TopicCounts;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final Publishing<ProducerReport> publishing;
    private final Display display;
    private final Interrupts interrupts;
    private final CpuMeter cpu;
    private final CaptionTracker tracker = new CaptionTracker();
    private final Accounts accounts = new Accounts();
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int settled;
    private @Nullable ProducerReport report;
    private long lastRecordNs = System.nanoTime();
    private long lastCheckNs = System.nanoTime();
    private long stoppedNs;
    private boolean hopeless;

    CaptionRun(
            CaptionRunConf conf,
            LocalPipeline pipeline,
            Publishing<ProducerReport> publishing,
            Display display,
            Interrupts interrupts,
            CpuMeter cpu) {
        this.conf = conf;
        this.pipeline = pipeline;
        this.publishing = publishing;
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

    private void accept(Received received) {
        if (received.value() instanceof Caption caption) {
            boolean ours = caption.getStreamId().equals(conf.streamId());
            if (received.topic().equals(Topics.TRANSCRIPTS.name())) {
                if (ours) {
                    tracker.accept(caption, received.receivedUs());
                }
                display.caption(caption);
            } else if (ours) {
                settled++;
            }
        } else if (received.value() instanceof LedgerEntry entry) {
            if (entry.getStreamId().equals(conf.streamId())) {
                accounts.ledger(entry);
            }
        } else if (received.value() instanceof DeadLetter letter) {
            String stream = letter.getStreamId();
            if (stream == null || stream.equals(conf.streamId())) {
                accounts.deadLetter(letter);
            }
        }
        lastRecordNs = System.nanoTime();
    }

    private boolean complete() {
        if (report == null || !tracker.ended() || !accounts.closed()) {
            return false;
        }
        return settled >= tracker.finals() || System.nanoTime() - lastRecordNs > SETTLE_NS;
    }

    private void checkPublishing() {
        ProducerReport known = report;
        if (known != null) {
            long silentNs = System.nanoTime() - lastRecordNs;
            // Without its end of stream, which a problem may have kept back, nothing more comes.
            boolean waited = known.problem().isPresent() && silentNs > SETTLE_NS;
            if (silentNs > SILENCE_NS && !hopeless) {
                problems.add(
                        "The captioning job has said nothing for "
                                + TimeUnit.NANOSECONDS.toSeconds(SILENCE_NS)
                                + " s and is given up; what came before is written.");
            }
            hopeless |= waited || silentNs > SILENCE_NS;
            return;
        }
        Optional<ProducerReport> done;
        try {
            done = publishing.report();
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
            ProducerReport ended = done.get();
            report = ended;
            lastRecordNs = System.nanoTime();
            TopicCounts audio = ended.topics().get(Topics.MEDIA_AUDIO.name());
            accounts.sent(audio == null ? 0 : audio.sent());
            // After another problem it is a consequence of that.
            ended.problem().filter(sentence -> problems.isEmpty()).ifPresent(problems::add);
            if (ended.media().truncated()) {
                notes.add(
                        conf.name()
                                + " ends before its own header says; what is there was captioned.");
            }
            if (ended.media().reconnects() > 0) {
                notes.add(
                        conf.name()
                                + " was lost and opened again "
                                + ended.media().reconnects()
                                + (ended.media().reconnects() == 1 ? " time." : " times."));
            }
            if (ended.media().decodeErrors() > 0) {
                notes.add(
                        ended.media().decodeErrors()
                                + " packets of "
                                + conf.name()
                                + " could not be decoded and were left out.");
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
        double audioSeconds = report == null ? 0 : report.durationUs() / 1e6;
        RunSummary summary =
                new RunSummary(
                        round(audioSeconds, 1000),
                        tracker.words(),
                        wer(),
                        conf.realTime() ? tracker.lag() : null,
                        conf.realTime() ? tracker.commitLag() : null,
                        conf.realTime() ? tracker.finalLag() : null,
                        tracker.committedRewrites(),
                        cpuPerSecond(audioSeconds),
                        accounts.recordsIn(),
                        accounts.recordsOut(),
                        accounts.deadLetters());
        judge(summary);
        return new CaptionRunResult(summary, tracker.captions(), conf.realTime(), notes, problems);
    }

    private void judge(RunSummary summary) {
        if (accounts.unrecognised() > 0) {
            problems.add(
                    accounts.unrecognised()
                            + " utterances could not be recognised; lockstep.dead-letters says why.");
        }
        if (problems.isEmpty() && !summary.balanced()) {
            problems.add(
                    "The accounts do not balance: "
                            + summary.recordsIn()
                            + " records went in, "
                            + summary.recordsOut()
                            + " came out and "
                            + summary.deadLetters()
                            + " are dead letters.");
        }
        if (problems.isEmpty() && settled != tracker.finals()) {
            problems.add(
                    "There are "
                            + tracker.finals()
                            + " final captions on "
                            + Topics.TRANSCRIPTS.name()
                            + " but "
                            + settled
                            + " on "
                            + Topics.TRANSCRIPTS_SETTLED.name()
                            + ".");
        }
    }

    private @Nullable Double wer() {
        return conf.reference()
                .map(text -> round(WordErrors.between(text, tracker.text()).rate(), 10_000))
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
