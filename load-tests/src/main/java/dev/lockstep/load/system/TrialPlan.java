package dev.lockstep.load.system;

import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.load.talk.TalkStream;
import dev.lockstep.load.talk.TalkStreams;
import java.time.Duration;
import java.util.List;

/**
 * What is played in one trial.
 *
 * @param streams what is said; all are as long as warm-up and measured time together, or longer
 * @param chunk sound handed over at once
 * @param warmUp sentences that end before it has gone by are not measured
 * @param measured how long is measured after it
 * @param partials whether captions are asked for before they are final
 */
public record TrialPlan(
        List<TalkStream> streams,
        Duration chunk,
        Duration warmUp,
        Duration measured,
        boolean partials) {
    /** As the peers were measured. */
    public static final Duration CHUNK = Duration.ofMillis(100);

    public TrialPlan {
        streams = List.copyOf(streams);
    }

    /** Sound of one stream that is measured and that warms up, together. */
    public Duration played() {
        return warmUp.plus(measured);
    }

    /** What is played of a stream. */
    public StreamSound sound(int stream) {
        return streams.get(stream).sound().first(played().toMillis() * TalkStreams.RATE / 1_000);
    }

    /**
     * How much later than the first a stream begins, ns: all within one chunk of one another, as
     * those of independent speakers would.
     */
    public long offsetNanos(int stream) {
        return chunk.toNanos() * stream / streams.size();
    }
}
