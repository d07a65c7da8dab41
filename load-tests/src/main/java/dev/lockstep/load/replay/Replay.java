package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.settled.ResultReader;
import dev.lockstep.load.settled.SettledLines;
import dev.lockstep.load.settled.SettledResults;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.registry.SchemaRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plays an archive to a target and waits for what comes of it. For one run, on one thread. */
final class Replay {
    private static final long CHECK_MS = 100;
    private static final long SILENCE_NS = TimeUnit.MINUTES.toNanos(3);

    /** Where a stream has no end, nothing more is expected after so long a silence. */
    private static final long OPEN_END_NS = TimeUnit.SECONDS.toNanos(20);

    private static final Duration FAST = Duration.ofMillis(5);

    private final ArchiveReader reader;
    private final ReplayConf conf;
    private final ReplayTarget target;
    private final Display display;
    private final Interrupts interrupts;
    private final PacerClock clock;
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Replay(
            ArchiveReader reader,
            ReplayConf conf,
            ReplayTarget target,
            Display display,
            Interrupts interrupts,
            PacerClock clock) {
        this.reader = reader;
        this.conf = conf;
        this.target = target;
        this.display = display;
        this.interrupts = interrupts;
        this.clock = clock;
    }

    /** Plays it; {@code results} is whether settled results are waited for. */
    ReplayOutcome play(boolean results) throws IOException, InterruptedException {
        SettledResults settled = new SettledResults();
        if (!results) {
            return new ReplayOutcome(send(new SentStreams()), List.of(), settled.totals(), notes);
        }
        expectStreams(settled);
        try (ResultReader following =
                new ResultReader(target.bootstrap(), target.registry(), conf.prefix(), settled)) {
            SentStreams sent = new SentStreams();
            ReplayReport report = send(sent);
            sent.tell(settled);
            if (report.problems().isEmpty()) {
                await(settled, following, sent.withoutEnd());
            }
            settled.problems()
                    .forEach(problem -> problems.add("The job broke a promise: " + problem + "."));
            List<SettledLines> copies = new ArrayList<>();
            for (int copy = 1; copy <= conf.copies(); copy++) {
                copies.add(settled.lines(copy));
            }
            List<String> all = new ArrayList<>(report.problems());
            all.addAll(problems);
            return new ReplayOutcome(
                    new ReplayReport(
                            report.sent(),
                            report.acknowledged(),
                            report.failed(),
                            report.seconds(),
                            report.spacing(),
                            report.perturbed(),
                            report.payloads(),
                            all),
                    copies,
                    settled.totals(),
                    notes);
        }
    }

    private void expectStreams(SettledResults settled) {
        for (ArchiveChannel channel : reader.contents().channels().values()) {
            String id = channel.metadata().get(ArchiveChannel.KEY);
            if (id != null && channel.schemaId() != 0 && conf.topics().contains(channel.topic())) {
                for (int copy = 1; copy <= conf.copies(); copy++) {
                    settled.expect(conf.naming().name(id, copy), id, copy);
                }
            }
        }
    }

    private ReplayReport send(SentStreams sent) throws IOException, InterruptedException {
        long totalMs =
                TimeUnit.NANOSECONDS.toMillis(
                        reader.contents().durationNs()
                                - conf.fromNs()
                                + (conf.copies() - 1) * conf.staggerNs());
        try (SchemaRegistry registry = target.registry().open();
                KafkaSender sender =
                        new KafkaSender(
                                target.bootstrap(), conf.pacing().waits() ? Duration.ZERO : FAST)) {
            ReplayPlan plan =
                    new ReplayPlan(
                            reader,
                            conf.topics(),
                            conf.copies(),
                            conf.staggerNs(),
                            conf.fromNs(),
                            conf.perturbations());
            RestoredPayloads payloads = new RestoredPayloads(reader, target.payloads());
            OutgoingRecords records =
                    new OutgoingRecords(reader.contents(), conf, registry, payloads);
            sender.warm(conf.topics().stream().map(topic -> conf.prefix() + topic).toList());
            ReplayRun.Result result =
                    new ReplayRun(plan, records, conf, sender, sent, clock)
                            .run(
                                    interrupts::requested,
                                    ns ->
                                            display.progress(
                                                    "replaying",
                                                    TimeUnit.NANOSECONDS.toMillis(ns),
                                                    totalMs));
            display.settle();
            if (result.early() && interrupts.requested()) {
                notes.add("Stopped early: the rest of the archive was not sent.");
            }
            notes.addAll(payloads.counts().notes());
            plan.unmatched()
                    .forEach(
                            name ->
                                    notes.add(
                                            "No record is of "
                                                    + name
                                                    + ": --skew or --reorder did nothing for it."));
            return new ReplayReport(
                    result.sent(),
                    sender.acknowledged(),
                    sender.failed(),
                    result.seconds(),
                    conf.pacing().waits() ? ReplayReport.Spacing.of(result.lateUs()) : null,
                    plan.counts(),
                    payloads.counts(),
                    result.problems());
        }
    }

    private void await(SettledResults settled, ResultReader following, List<String> withoutEnd)
            throws InterruptedException {
        boolean ended = withoutEnd.isEmpty();
        long patienceNs = ended ? SILENCE_NS : OPEN_END_NS;
        long changes = settled.changes();
        long changedNs = clock.nowNs();
        while (!settled.complete() && following.failure().isEmpty()) {
            if (interrupts.await(CHECK_MS)) {
                notes.add("Stopped early: the results so far are written.");
                return;
            }
            target.throwIfFailed();
            if (settled.changes() != changes) {
                changes = settled.changes();
                changedNs = clock.nowNs();
            }
            if (clock.nowNs() - changedNs > patienceNs) {
                if (ended) {
                    problems.add(
                            "The job has said nothing for 3 minutes and has not settled "
                                    + String.join(", ", settled.incomplete())
                                    + ": look at its log.");
                } else {
                    notes.add(
                            "No end was sent of sources of "
                                    + String.join(", ", withoutEnd)
                                    + ", so what did not settle without it is left out.");
                }
                return;
            }
        }
        following.failure().ifPresent(problems::add);
    }
}
