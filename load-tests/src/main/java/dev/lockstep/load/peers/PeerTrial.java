package dev.lockstep.load.peers;

import dev.lockstep.load.measure.ProcessMeter;
import dev.lockstep.load.system.ResourceLog;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialProgress;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One trial of a peer: its script is started, told the plan, listened to and measured from outside.
 * Immutable; each run has a process of its own.
 *
 * @param name for messages
 * @param command what starts the script
 * @param log where its standard error goes
 * @param limits how long it is waited for
 */
record PeerTrial(String name, List<String> command, Path log, Limits limits) {
    /** Room between the last word about the start and the start, ns. */
    private static final long LEAD_NANOS = 500_000_000;

    private static final long SAMPLE_MS = 1_000;
    private static final Duration LISTEN = Duration.ofMillis(200);

    PeerTrial {
        command = List.copyOf(command);
    }

    /**
     * How long a script is waited for.
     *
     * @param ready until it is loaded
     * @param drain after the sound has ended, to settle its lines
     * @param grace after that, to say that it is done
     */
    record Limits(Duration ready, Duration drain, Duration grace) {
        /** As the peers were measured: 8 s to settle. */
        static final Limits STANDARD =
                new Limits(Duration.ofSeconds(180), Duration.ofSeconds(8), Duration.ofSeconds(30));
    }

    /** Is told when the first sample is due, by {@link System#nanoTime}. */
    @FunctionalInterface
    interface Start {
        void at(long dueNanos);
    }

    /**
     * Plays the plan.
     *
     * @param sound where the samples of each stream lie, by id
     * @param options what the script wants to know besides
     */
    TrialRecord run(
            TrialPlan plan,
            Map<String, Path> sound,
            Map<String, ?> options,
            Start start,
            TrialProgress progress)
            throws IOException, InterruptedException {
        try (PeerProcess process = PeerProcess.start(name, command, log)) {
            process.say(message(plan, sound, options));
            Optional<PeerMessage> first = process.next(limits.ready());
            if (first.isEmpty()) {
                throw process.failure("did not get ready in " + limits.ready().toSeconds() + " s");
            }
            if (!(first.get() instanceof PeerMessage.Ready ready)) {
                throw process.failure("did not say first that it is ready");
            }
            long dueNanos = System.nanoTime() + LEAD_NANOS;
            process.say(Map.of("start_ns", dueNanos));
            start.at(dueNanos);
            return listen(process, plan, ProcessMeter.of(ready.pids()), dueNanos, progress);
        }
    }

    private Map<String, Object> message(
            TrialPlan plan, Map<String, Path> sound, Map<String, ?> options) {
        List<Map<String, Object>> streams = new ArrayList<>();
        for (int i = 0; i < plan.streams().size(); i++) {
            String id = plan.streams().get(i).id();
            Path pcm = sound.get(id);
            Map<String, Object> stream = new LinkedHashMap<>();
            stream.put("id", id);
            stream.put("offset_ms", plan.offsetNanos(i) / 1e6);
            if (pcm != null) {
                stream.put("pcm", pcm.toString());
            }
            streams.add(stream);
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("streams", streams);
        message.put("chunk_ms", plan.chunk().toMillis());
        message.put("played_ms", plan.played().toMillis());
        message.put("drain_ms", limits.drain().toMillis());
        message.put("options", options);
        return message;
    }

    private TrialRecord listen(
            PeerProcess process,
            TrialPlan plan,
            ProcessMeter meter,
            long dueNanos,
            TrialProgress progress)
            throws IOException, InterruptedException {
        Map<String, List<Shown>> shown = new LinkedHashMap<>();
        plan.streams().forEach(stream -> shown.put(stream.id(), new ArrayList<>()));
        long warmNanos = dueNanos + plan.warmUp().toNanos();
        long playedNanos = dueNanos + plan.played().toNanos();
        long endNanos = playedNanos + limits.drain().plus(limits.grace()).toNanos();
        ResourceLog log = new ResourceLog(meter, SAMPLE_MS, 0);
        double before = Double.NaN;
        double after = Double.NaN;
        long rssMb = -1;
        while (true) {
            long now = System.nanoTime();
            if (Double.isNaN(before) && now >= warmNanos) {
                before = meter.cpuSeconds();
            }
            if (now >= dueNanos && now < playedNanos) {
                log.look((now - dueNanos) / 1_000_000);
            }
            if (Double.isNaN(after) && now >= playedNanos) {
                after = meter.cpuSeconds();
                rssMb = meter.residentMb();
            }
            if (now >= endNanos) {
                throw process.failure("did not end in time");
            }
            double share = (double) (now - dueNanos) / (endNanos - dueNanos);
            progress.at(name, plan.streams().size(), Math.max(0, share));
            Optional<PeerMessage> message =
                    process.next(patience(now, warmNanos, playedNanos, endNanos));
            if (message.isEmpty()) {
                continue;
            }
            if (message.get() instanceof PeerMessage.Line line) {
                List<Shown> lines = shown.get(line.stream());
                if (lines == null) {
                    throw process.failure("showed a stream that nobody plays: " + line.stream());
                }
                lines.add(line.shown());
            } else if (message.get() instanceof PeerMessage.Done done) {
                if (Double.isNaN(after)) {
                    throw process.failure("said that it was done before the sound had ended");
                }
                return new TrialRecord(
                        shown, after - before, rssMb, done.worstBacklogMs(), log.samples());
            } else {
                throw process.failure("said twice that it is ready");
            }
        }
    }

    /** Until the next moment at which something is measured, and not too long for a bar. */
    private static Duration patience(long now, long... moments) {
        long wait = LISTEN.toNanos();
        for (long moment : moments) {
            if (moment > now) {
                wait = Math.min(wait, moment - now);
            }
        }
        return Duration.ofNanos(wait);
    }
}
