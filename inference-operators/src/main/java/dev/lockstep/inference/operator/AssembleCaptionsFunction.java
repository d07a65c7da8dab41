package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.caption.AssemblerState;
import dev.lockstep.inference.speech.caption.CaptionAssembler;
import dev.lockstep.inference.speech.caption.CommittedWords;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.DerivedOrigin;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Puts the outcomes of a source back into the order of their requests and runs the {@link
 * CaptionAssembler} on them, key {@link SourceKeys#of(SpeechOutcome)}. Captions go to the main
 * output, each revision and the end of the source among them; final ones go to {@link #SETTLED}
 * too. {@link #WORDS} gets the committed words for the aligner. A final that failed is also a dead
 * letter.
 *
 * <p>What is remembered of a source is dropped twice {@code endedSourceRetention} after its end, so
 * always after {@link SpeechSegmenterFunction} has dropped its part.
 */
public final class AssembleCaptionsFunction
        extends KeyedProcessFunction<String, SpeechOutcome, Caption> {
    /** Side output of final captions. */
    public static final OutputTag<Caption> SETTLED =
            new OutputTag<>("settled", new AvroTypeInfo<>(Caption.class));

    /** Side output of committed words, for the aligner. */
    public static final OutputTag<StreamItem> WORDS =
            new OutputTag<>("words", StreamItemTypeInfo.INSTANCE);

    /** Side output of the utterances that could not be recognised. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = DecodeFunction.DEAD_LETTERS;

    private static final long serialVersionUID = 1L;
    private static final String STAGE = "recognize";

    private final long retentionMs;
    private transient @Nullable Opened opened;

    /**
     * @param endedSourceRetention what the segmenter has
     */
    public AssembleCaptionsFunction(Duration endedSourceRetention) {
        this.retentionMs = endedSourceRetention.toMillis() * 2;
    }

    /** What there is once the task runs. */
    private record Opened(
            CaptionAssembler assembler,
            AssemblerKeyedState state,
            Counter captions,
            Counter words,
            Counter reordered) {}

    @Override
    public void open(OpenContext context) {
        Clock clock = Clock.systemUTC();
        var metrics = getRuntimeContext().getMetricGroup();
        opened =
                new Opened(
                        new CaptionAssembler(
                                () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())),
                        new AssemblerKeyedState(getRuntimeContext()),
                        SpeechMetrics.counter(metrics, SpeechMetrics.CAPTIONS),
                        SpeechMetrics.counter(metrics, SpeechMetrics.WORDS_COMMITTED),
                        SpeechMetrics.counter(metrics, SpeechMetrics.REORDERED));
    }

    @Override
    public void processElement(SpeechOutcome outcome, Context context, Collector<Caption> out)
            throws Exception {
        Opened task = Objects.requireNonNull(opened);
        if (!task.state().isNext(outcome.span())) {
            task.reordered().inc();
            task.state().keepForLater(outcome);
            return;
        }
        SpeechOutcome next = outcome;
        while (next != null) {
            accept(task, next, context, out);
            next = task.state().takeNext();
        }
    }

    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<Caption> out)
            throws Exception {
        Objects.requireNonNull(opened).state().dropIfDue(timeMs);
    }

    private void accept(Opened task, SpeechOutcome outcome, Context context, Collector<Caption> out)
            throws Exception {
        UtteranceSpan span = outcome.span();
        AssemblerState state = task.state().advance(span);
        CommittedWords before = CommittedWords.of(state);
        for (Caption caption : task.assembler().accept(state, outcome)) {
            out.collect(caption);
            task.captions().inc();
            if (caption.getIsFinal() && !caption.getEndOfStream()) {
                task.words().inc(caption.getWords().size());
                context.output(SETTLED, caption);
            }
        }
        task.state().update(state);
        SpokenWords spoken = before.change(state, span);
        if (spoken != null) {
            context.output(WORDS, StreamItem.spoken(span.streamId(), span.sourceId(), spoken));
        }
        if (span.kind() == RequestKind.FINAL && outcome.status() == RecognitionStatus.FAILED) {
            context.output(DEAD_LETTERS, deadLetter(span, outcome.failure()));
        }
        if (span.kind() == RequestKind.END_OF_STREAM) {
            long dropAtMs = context.timerService().currentProcessingTime() + retentionMs;
            task.state().dropAt(dropAtMs);
            context.timerService().registerProcessingTimeTimer(dropAtMs);
        }
    }

    /** There is no value: the sound of the utterance is still on the audio topic. */
    private static DeadLetter deadLetter(UtteranceSpan span, @Nullable String failure) {
        return DeadLetters.of(
                new DerivedOrigin(
                        Topics.MEDIA_AUDIO.name(),
                        Math.floorDiv(span.startUs(), 1000L),
                        span.streamId().getBytes(StandardCharsets.UTF_8),
                        null),
                STAGE,
                span.streamId(),
                FailureKind.INFERENCE_FAILED,
                "Utterance "
                        + span.utterance()
                        + " of source "
                        + span.sourceId()
                        + " ("
                        + span.durationUs() / 1000
                        + " ms from event time "
                        + span.startUs()
                        + " µs) was not recognised: "
                        + failure,
                Clock.systemUTC());
    }
}
