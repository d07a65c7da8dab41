package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.segment.InvalidChunkException;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.DerivedOrigin;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;
import dev.lockstep.schema.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link SpeechSegmenter} on keyed state, key {@link SourceKeys#of(AudioInput)}. A chunk
 * that it refuses goes to {@link #DEAD_LETTERS}, and every chunk, without its samples, to {@link
 * #ITEMS} for the aligner, which keeps the ledger.
 *
 * <p>When a source ends its sound is let go at once, but what tells a late duplicate from new sound
 * (about 1.5 kB) is kept for {@code endedSourceRetention} of processing time; a source that comes
 * back after that begins anew with utterance 0.
 */
public final class SpeechSegmenterFunction
        extends KeyedProcessFunction<String, AudioInput, SpeechRequest> {
    /** Side output of the chunks that cannot be used. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = DecodeFunction.DEAD_LETTERS;

    /** Side output of the chunks without their samples, and how far they were searched. */
    public static final OutputTag<StreamItem> ITEMS =
            new OutputTag<>("audio-items", StreamItemTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final String STAGE = "segment";

    private final SpeechModels models;
    private final SegmenterConf conf;
    private final long retentionMs;
    private transient SpeechModels.@Nullable Lease lease;
    private transient @Nullable Opened opened;

    /**
     * @param models where the voice activity detector comes from
     * @param conf how to cut
     * @param endedSourceRetention how long an ended source is remembered
     */
    public SpeechSegmenterFunction(
            SpeechModels models, SegmenterConf conf, Duration endedSourceRetention) {
        this.models = models;
        this.conf = conf;
        this.retentionMs = endedSourceRetention.toMillis();
    }

    /** What there is once the task runs. */
    private record Opened(
            SpeechSegmenter segmenter,
            ValueState<SegmenterState> source,
            ValueState<Long> dropAtMs,
            Counter chunks,
            Counter duplicates,
            Counter invalid) {}

    @Override
    public void open(OpenContext context) {
        SpeechModels.Lease acquired = models.acquire();
        lease = acquired;
        var metrics = getRuntimeContext().getMetricGroup();
        opened =
                new Opened(
                        new SpeechSegmenter(acquired.detector(), conf),
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                "source", SegmenterStateSerializer.INSTANCE)),
                        getRuntimeContext()
                                .getState(new ValueStateDescriptor<>("drop-at-ms", Types.LONG)),
                        SpeechMetrics.counter(metrics, SpeechMetrics.CHUNKS),
                        SpeechMetrics.counter(metrics, SpeechMetrics.DUPLICATES),
                        SpeechMetrics.counter(metrics, SpeechMetrics.INVALID));
    }

    @Override
    public void processElement(AudioInput input, Context context, Collector<SpeechRequest> out)
            throws Exception {
        Opened task = Objects.requireNonNull(opened);
        SegmenterState known = task.source().value();
        SegmenterState state = known == null ? new SegmenterState() : known;
        boolean wasEnded = state.hasEnded();
        long duplicatesBefore = state.duplicates();
        task.chunks().inc();
        ItemRole role = ItemRole.RECORD;
        try {
            if (input.problem() != null) {
                throw new InvalidChunkException(input.problem());
            }
            task.segmenter().accept(state, input.chunk()).forEach(out::collect);
        } catch (InvalidChunkException e) {
            task.invalid().inc();
            role = ItemRole.INVALID;
            context.output(DEAD_LETTERS, deadLetter(input, String.valueOf(e.getMessage())));
        }
        context.output(
                ITEMS,
                StreamItems.of(input.chunk(), role, role == ItemRole.RECORD ? state.mark() : null));
        task.duplicates().inc(state.duplicates() - duplicatesBefore);
        if (state.hasEnded() && !wasEnded) {
            // The copy leaves the emptied but still large sound buffers behind.
            state = state.copy();
            scheduleDrop(task, context);
        }
        task.source().update(state);
    }

    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<SpeechRequest> out)
            throws Exception {
        Opened task = Objects.requireNonNull(opened);
        SegmenterState state = task.source().value();
        Long dropAtMs = task.dropAtMs().value();
        if (state != null && state.hasEnded() && dropAtMs != null && dropAtMs <= timeMs) {
            task.source().clear();
            task.dropAtMs().clear();
        }
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    private void scheduleDrop(Opened task, Context context) throws Exception {
        long dropAtMs = context.timerService().currentProcessingTime() + retentionMs;
        task.dropAtMs().update(dropAtMs);
        context.timerService().registerProcessingTimeTimer(dropAtMs);
    }

    private static DeadLetter deadLetter(AudioInput input, String message) {
        AudioChunk chunk = input.chunk();
        DeadLetters.Origin origin =
                input.refused() == null
                        ? DerivedOrigin.of(Topics.MEDIA_AUDIO, chunk)
                        : input.refused();
        return DeadLetters.of(
                origin,
                STAGE,
                chunk.getStreamId(),
                FailureKind.INVALID_FIELD,
                message,
                Clock.systemUTC());
    }
}
