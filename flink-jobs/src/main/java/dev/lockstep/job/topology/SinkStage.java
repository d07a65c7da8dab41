package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import dev.lockstep.schema.avro.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes what the stages make to their sinks. */
public final class SinkStage {
    private SinkStage() {}

    /** Attaches a sink to each stream. */
    public static void attach(
            CaptionStreams captions,
            VisionStreams vision,
            TextStreams text,
            AlignedStreams aligned,
            DataStream<DeadLetter> deadLetters,
            CaptionSinks sinks) {
        attach(
                captions.captions(),
                sinks.transcripts(),
                "publish captions",
                OperatorUids.TRANSCRIPTS_SINK);
        attach(
                captions.settled(),
                sinks.settled(),
                "publish settled captions",
                OperatorUids.SETTLED_SINK);
        if (vision.results() != null) {
            attach(
                    vision.results(),
                    sinks.vision(),
                    "publish what was seen",
                    OperatorUids.VISION_SINK);
        }
        if (text.results() != null) {
            attach(
                    text.results(),
                    sinks.text(),
                    "publish what was understood of texts",
                    OperatorUids.TEXT_SINK);
        }
        attach(aligned.windows(), sinks.aligned(), "publish windows", OperatorUids.ALIGNED_SINK);
        attach(
                aligned.settled(),
                sinks.alignedSettled(),
                "publish settled windows",
                OperatorUids.ALIGNED_SETTLED_SINK);
        attach(aligned.ledger(), sinks.ledger(), "publish ledger", OperatorUids.LEDGER_SINK);
        attach(
                deadLetters,
                sinks.deadLetters(),
                "publish dead letters",
                OperatorUids.DEAD_LETTER_SINK);
    }

    /** Attaches the sink of what became of models. */
    public static void attach(ControlStreams control, CaptionSinks sinks) {
        attach(
                control.events(),
                sinks.modelEvents(),
                "publish model events",
                OperatorUids.MODEL_EVENTS_SINK);
    }

    private static <T> void attach(DataStream<T> stream, Sink<T> sink, String name, String uid) {
        stream.sinkTo(sink).name(name).uid(uid);
    }
}
