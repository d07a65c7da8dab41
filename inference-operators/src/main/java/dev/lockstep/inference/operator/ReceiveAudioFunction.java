package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.topic.Topic;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes audio records as {@link DecodeFunction} does, with its side output, and keeps the record
 * beside a chunk that the segmenter will refuse, for its dead letter.
 */
public final class ReceiveAudioFunction extends ProcessFunction<RawRecord, AudioInput> {
    private static final long serialVersionUID = 1L;

    private final DecodeFunction<AudioChunk> decode;

    /** A function that decodes the topic. */
    public ReceiveAudioFunction(Topic<AudioChunk> topic, SchemaRegistrySupplier registry) {
        this.decode = new DecodeFunction<>(topic, registry);
    }

    @Override
    public void open(OpenContext context) {
        decode.setRuntimeContext(getRuntimeContext());
        decode.open(context);
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<AudioInput> out)
            throws Exception {
        decode.processElement(
                raw,
                delegate(context),
                new Collector<>() {
                    @Override
                    public void collect(AudioChunk chunk) {
                        out.collect(new AudioInput(chunk, usable(chunk) ? null : raw));
                    }

                    @Override
                    public void close() {}
                });
    }

    @Override
    public void close() {
        decode.close();
    }

    private static boolean usable(AudioChunk chunk) {
        try {
            SpeechSegmenter.check(chunk);
            return true;
        } catch (InvalidChunkException e) {
            return false;
        }
    }

    private ProcessFunction<RawRecord, AudioChunk>.Context delegate(Context context) {
        return decode.new Context() {
            @Override
            public Long timestamp() {
                return context.timestamp();
            }

            @Override
            public TimerService timerService() {
                return context.timerService();
            }

            @Override
            public <X> void output(OutputTag<X> tag, X value) {
                context.output(tag, value);
            }
        };
    }
}
