package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes the streams of the speech stage to their sinks. */
public final class SinkStage {
    private SinkStage() {}

    /** Attaches a sink to each stream. */
    public static void attach(CaptionStreams streams, CaptionSinks sinks) {
        attach(
                streams.captions(),
                sinks.transcripts(),
                "publish captions",
                OperatorUids.TRANSCRIPTS_SINK);
        attach(
                streams.settled(),
                sinks.settled(),
                "publish settled captions",
                OperatorUids.SETTLED_SINK);
        attach(streams.ledger(), sinks.ledger(), "publish ledger", OperatorUids.LEDGER_SINK);
        attach(
                streams.deadLetters(),
                sinks.deadLetters(),
                "publish dead letters",
                OperatorUids.DEAD_LETTER_SINK);
    }

    private static <T> void attach(DataStream<T> stream, Sink<T> sink, String name, String uid) {
        stream.sinkTo(sink).name(name).uid(uid);
    }
}
