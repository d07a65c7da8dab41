package dev.lockstep.inference.operator;

import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
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
import org.jspecify.annotations.Nullable;

/**
 * Sends results to the main output, with the time at which they leave, and frames that could not be
 * analysed to the dead letters. A frame whose picture is gone goes to both. The end of a source has
 * no result: whoever must know it reads the outcomes.
 */
public final class VisionResultsFunction extends ProcessFunction<SeenFrame, VisionResult>
        implements ResultTypeQueryable<VisionResult> {
    /** Side output of the frames that could not be analysed. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = DecodeFunction.DEAD_LETTERS;

    /** Side output of the frames without their pictures and with what was seen. */
    public static final OutputTag<StreamItem> ITEMS =
            new OutputTag<>("seen-frames", StreamItemTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final String STAGE = "analyze";

    @Override
    public void processElement(SeenFrame seen, Context context, Collector<VisionResult> out) {
        VisionOutcome outcome = seen.outcome();
        context.output(ITEMS, seen.item());
        VisionResult result = outcome.result();
        if (result != null) {
            result.getTimes()
                    .setPublishedUs(
                            ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant()));
            out.collect(result);
        }
        FailureKind kind = outcome.failureKind();
        VideoFrame frame = outcome.refused();
        if (kind != null && frame != null) {
            context.output(
                    DEAD_LETTERS,
                    DeadLetters.of(
                            DerivedOrigin.of(Topics.MEDIA_VIDEO, frame),
                            STAGE,
                            outcome.streamId(),
                            kind,
                            describe(outcome),
                            Clock.systemUTC()));
        }
    }

    private static String describe(VisionOutcome outcome) {
        @Nullable String failure = outcome.failure();
        return "Frame "
                + outcome.sequence()
                + " of source "
                + outcome.sourceId()
                + " was not analysed: "
                + failure;
    }

    @Override
    public TypeInformation<VisionResult> getProducedType() {
        return new AvroTypeInfo<>(VisionResult.class);
    }
}
