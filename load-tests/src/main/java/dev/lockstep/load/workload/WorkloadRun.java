package dev.lockstep.load.workload;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.capacity.TrialScorer;
import dev.lockstep.load.drive.OpenLoopDriver;
import dev.lockstep.load.drive.PublisherOutlet;
import dev.lockstep.load.measure.ProcessMeter;
import dev.lockstep.load.probe.IntendedTime;
import dev.lockstep.load.probe.LedgerCheck;
import dev.lockstep.load.probe.ResultProbe;
import dev.lockstep.load.probe.StageProbe;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.system.ResourceLog;
import dev.lockstep.load.system.ShownCaptions;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.producer.publish.MediaClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Plays a workload on a pipeline and measures it. Used by one thread. */
final class WorkloadRun {
    private static final long HEAD_START_US = 2_000_000;
    private static final long TICK_MS = 100;
    private static final long SAMPLE_MS = 1_000;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long DRIVER_PATIENCE_MS = 60_000;
    private static final double US_PER_MS = 1_000;

    private final Workload workload;
    private final LocalPipeline pipeline;
    private final BenchProgress progress;
    private final StageProbe stages = new StageProbe();
    private final MediaClock clock = MediaClock.system();
    private final double speed;
    private final ProcessMeter meter;

    WorkloadRun(Workload workload, LocalPipeline pipeline, BenchProgress progress) {
        this.workload = workload;
        this.pipeline = pipeline;
        this.progress = progress;
        this.speed = Objects.requireNonNull(workload.speed());
        this.meter = ProcessMeter.withThis(List.of(pipeline.registryPid()));
    }

    /** Plays it to its end. */
    WorkloadResult run(ModelStore store) throws IOException, InterruptedException {
        long startUs = clock.nowUs() + HEAD_START_US;
        StreamPlan plan = StreamPlan.of(workload, store, "load-", startUs);
        LedgerCheck ledger = new LedgerCheck(plan.sources());
        ShownCaptions shown = new ShownCaptions(plan.spoken(), plan.spokenSources());
        try (PublisherOutlet outlet =
                        PublisherOutlet.to(pipeline.bootstrapServers(), pipeline.registryUrl());
                ResultProbe probe =
                        new ResultProbe(pipeline, stages, ledger, shown, intended(plan, startUs));
                OpenLoopDriver driver = OpenLoopDriver.start(plan.feeds(), outlet, clock)) {
            ResourceLog log = new ResourceLog(meter, SAMPLE_MS, 0);
            double cpuSeconds = play(startUs, driver, log);
            if (!driver.await(DRIVER_PATIENCE_MS)) {
                throw new IOException("The broker does not take the records any more.");
            }
            outlet.settle();
            List<String> problems = new ArrayList<>();
            while (!ledger.closed() || !shown.complete()) {
                pipeline.throwIfFailed();
                if (probe.silentNs() > SILENCE_NS) {
                    problems.add("Not all streams have come to their end.");
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(TICK_MS);
            }
            problems.addAll(ledger.problems(plan.sent()));
            return result(plan, ledger, shown, driver, cpuSeconds, log, problems);
        }
    }

    /** Returns the CPU seconds that were used after the warm-up. */
    private double play(long startUs, OpenLoopDriver driver, ResourceLog log)
            throws InterruptedException {
        long warmMs = wall(Objects.requireNonNull(workload.warmUp()));
        long playedMs = wall(workload.played());
        Duration restart = workload.restart();
        long restartMs = restart == null ? Long.MAX_VALUE : wall(restart);
        double cpuBefore = meter.cpuSeconds();
        boolean warm = false;
        for (long atMs = 0; atMs < playedMs; atMs = (clock.nowUs() - startUs) / 1_000) {
            if (!warm && atMs >= warmMs) {
                warm = true;
                cpuBefore = meter.cpuSeconds();
            }
            if (atMs >= restartMs) {
                restartMs = Long.MAX_VALUE;
                pipeline.failOver();
            }
            if (atMs >= 0) {
                log.look(atMs);
            }
            progress.show("playing", Math.max(0, atMs) / (double) playedMs);
            pipeline.throwIfFailed();
            pipeline.lowSpace()
                    .ifPresent(
                            why -> {
                                throw new UserException(why);
                            });
            TimeUnit.MILLISECONDS.sleep(Math.max(1, Math.min(TICK_MS, playedMs - atMs)));
            driver.await(0);
        }
        return meter.cpuSeconds() - cpuBefore;
    }

    private long wall(Duration eventTime) {
        return Math.round(eventTime.toMillis() / speed);
    }

    private IntendedTime intended(StreamPlan plan, long startUs) {
        long fromUs =
                startUs
                        + TimeUnit.MILLISECONDS.toMicros(
                                wall(Objects.requireNonNull(workload.warmUp())));
        return (stream, capturedUs) -> {
            if (!plan.sources().containsKey(stream)) {
                return OptionalLong.empty();
            }
            long dueUs = startUs + Math.round((capturedUs - startUs) / speed);
            return dueUs < fromUs ? OptionalLong.empty() : OptionalLong.of(dueUs);
        };
    }

    private WorkloadResult result(
            StreamPlan plan,
            LedgerCheck ledger,
            ShownCaptions shown,
            OpenLoopDriver driver,
            double cpuSeconds,
            ResourceLog log,
            List<String> problems) {
        long residentMb = meter.residentMb();
        Histogram late = driver.lateness();
        Map<String, Long> faults = new TreeMap<>();
        plan.faults()
                .forEach((kind, count) -> faults.put(kind.name().toLowerCase(Locale.ROOT), count));
        double streamSeconds = workload.duration().toMillis() / 1e3 * workload.streamCount();
        return new WorkloadResult(
                workload.streamCount(),
                driver.sent(),
                late.getValueAtPercentile(99) / US_PER_MS,
                late.getMaxValue() / US_PER_MS,
                cpuSeconds / streamSeconds,
                residentMb,
                faults,
                stages.stages(),
                ledger.rows(plan.sent()),
                ledger.deadLetters(),
                problems,
                speech(plan, shown, driver, cpuSeconds, residentMb, log),
                log.samples(),
                stages.wholes());
    }

    private @Nullable ScoredTrial speech(
            StreamPlan plan,
            ShownCaptions shown,
            OpenLoopDriver driver,
            double cpuSeconds,
            long residentMb,
            ResourceLog log) {
        if (plan.spoken().isEmpty() || speed != 1) {
            return null;
        }
        TrialPlan trial =
                new TrialPlan(
                        plan.spoken(),
                        TrialPlan.CHUNK,
                        Objects.requireNonNull(workload.warmUp()),
                        workload.duration(),
                        true);
        return TrialScorer.of(
                "lockstep",
                trial,
                new TrialRecord(
                        shown.byStream(),
                        cpuSeconds,
                        residentMb,
                        driver.worstLateMs(),
                        log.samples()));
    }
}
