package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.flink.DecodingFunction;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flow.EventTimeLimits;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItems;
import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.topic.Topic;
import org.apache.flink.util.Collector;

/**
 * Decodes audio records, and keeps the record beside a chunk that will be refused, for its dead
 * letter.
 */
public final class ReceiveAudioFunction extends DecodingFunction<AudioChunk, AudioInput> {
    private static final long serialVersionUID = 1L;

    private final EventTimeLimits limits;

    /**
     * @param limits what the time of a chunk may be
     */
    public ReceiveAudioFunction(
            Topic<AudioChunk> topic, SchemaRegistrySupplier registry, EventTimeLimits limits) {
        super(topic, registry);
        this.limits = limits;
    }

    @Override
    protected void receive(
            AudioChunk chunk, RawRecord raw, Context context, Collector<AudioInput> out) {
        String problem =
                limits.problem(
                        StreamItems.of(chunk, ItemRole.RECORD, null),
                        System.currentTimeMillis() * 1000);
        boolean usable = problem == null && usable(chunk);
        out.collect(new AudioInput(chunk, usable ? null : raw, problem));
    }

    private static boolean usable(AudioChunk chunk) {
        try {
            SpeechSegmenter.check(chunk);
            return true;
        } catch (InvalidChunkException e) {
            return false;
        }
    }
}
