package dev.lockstep.job;

import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.DeliveryChecks;
import dev.lockstep.job.topology.AlignStage;
import dev.lockstep.job.topology.AlignedStreams;
import dev.lockstep.job.topology.CaptionSinks;
import dev.lockstep.job.topology.CaptionStreams;
import dev.lockstep.job.topology.ControlStage;
import dev.lockstep.job.topology.ControlStreams;
import dev.lockstep.job.topology.KafkaCaptionSinks;
import dev.lockstep.job.topology.SinkStage;
import dev.lockstep.job.topology.SourceStage;
import dev.lockstep.job.topology.SpeechStage;
import dev.lockstep.job.topology.TextStage;
import dev.lockstep.job.topology.TextStreams;
import dev.lockstep.job.topology.VideoStage;
import dev.lockstep.job.topology.VisionStreams;
import dev.lockstep.schema.avro.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Sound, pictures and texts in, captions and aligned windows out.
 *
 * <pre>
 * media.audio                                   media.video          media.text
 *     │ RawRecord, no watermarks                    │                    │
 *  decode audio                                 decode video         decode text
 *     │ AudioInput, keyed by stream and source      │                    │
 *  segment speech ── chunks without samples ──┐  analyze frames (async)  analyze text (async)
 *     │ SpeechRequest                         │     ├─ lockstep.vision   ├─ lockstep.text
 *  (steer speech ◄── text on screen, by stream, where that is on)        │
 *  recognize speech (async, unordered)        │     │                    │
 *     │ SpeechOutcome, keyed by both          │     │                    │
 *  assemble captions ── committed words ──────┤     │                    │
 *     │      └ final ── lockstep.transcripts.settled  exactly-once       │
 *     └ every revision ─ lockstep.transcripts    at-least-once           │
 *                                             ▼     ▼                    ▼
 *                                          StreamItem, keyed by stream
 *                                             │
 *                                           align ──── counts ── lockstep.ledger  exactly-once
 *                                             │   └ settled ── embed (async) ── fuse ── lockstep.aligned.settled  exactly-once
 *                                             └ fired, revised ── embed (async) ── fuse ── lockstep.aligned  at-least-once
 *
 * dead letters of every stage ── lockstep.dead-letters  exactly-once
 *
 * lockstep.control ── replace models, in every process ── lockstep.model.events
 * </pre>
 */
public final class CaptioningJob {
    /** Name under which it is submitted. */
    public static final String NAME = "lockstep captions";

    private CaptioningJob() {}

    /**
     * Adds the job to an environment and sets what it needs there; the caller executes it.
     *
     * @throws dev.lockstep.schema.config.OptionsException when the configuration is unsafe
     */
    public static void build(StreamExecutionEnvironment env, CaptioningJobConf conf) {
        DeliveryChecks.check(conf.delivery(), conf.runtime());
        JobEnvironment.configure(env, conf.runtime());
        VisionStreams frames = VideoStage.frames(SourceStage.video(env, conf), conf);
        CaptionStreams captions =
                SpeechStage.captions(
                        SourceStage.audio(env, conf),
                        conf.topics().audio(),
                        conf.registry(),
                        conf.eventTimes(),
                        frames.items(),
                        conf.speech());
        TextStreams texts = TextStage.texts(SourceStage.text(env, conf), conf);
        AlignedStreams aligned =
                AlignStage.windows(captions.items().union(frames.items(), texts.items()), conf);
        CaptionSinks sinks = KafkaCaptionSinks.of(conf);
        DataStream<DeadLetter> deadLetters =
                captions.deadLetters()
                        .union(frames.deadLetters(), texts.deadLetters(), aligned.deadLetters());
        if (!conf.swap().scope().isEmpty()) {
            ControlStreams control = ControlStage.control(env, conf);
            SinkStage.attach(control, sinks);
            deadLetters = deadLetters.union(control.deadLetters());
        }
        SinkStage.attach(captions, frames, texts, aligned, deadLetters, sinks);
    }
}
