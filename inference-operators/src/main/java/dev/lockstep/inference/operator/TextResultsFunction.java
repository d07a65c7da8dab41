package dev.lockstep.inference.operator;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.DerivedOrigin;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends results to the main output, with the time at which they leave, and texts that could not be
 * analysed to the dead letters. Every text goes on to the aligner, analysed or not.
 */
public final class TextResultsFunction extends ProcessFunction<ReadText, TextResult>
        implements ResultTypeQueryable<TextResult> {
    /** Side output of the texts that could not be analysed. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = DecodeFunction.DEAD_LETTERS;

    /** Side output of the texts with what was understood of them. */
    public static final OutputTag<StreamItem> ITEMS =
            new OutputTag<>("read-texts", StreamItemTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final String STAGE = "analyze-text";

    @Override
    public void processElement(ReadText read, Context context, Collector<TextResult> out) {
        context.output(ITEMS, read.item());
        TextResult result = read.outcome().result();
        if (result != null) {
            result.getTimes()
                    .setPublishedUs(
                            ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant()));
            out.collect(result);
        }
        TextEvent text = read.refused();
        if (text != null) {
            context.output(
                    DEAD_LETTERS,
                    DeadLetters.of(
                            DerivedOrigin.of(Topics.MEDIA_TEXT, text),
                            STAGE,
                            text.getStreamId(),
                            FailureKind.INFERENCE_FAILED,
                            "Text "
                                    + text.getSequence()
                                    + " of source "
                                    + text.getSourceId()
                                    + " was aligned but not analysed: "
                                    + read.outcome().failure(),
                            Clock.systemUTC()));
        }
    }

    @Override
    public TypeInformation<TextResult> getProducedType() {
        return new AvroTypeInfo<>(TextResult.class);
    }
}
