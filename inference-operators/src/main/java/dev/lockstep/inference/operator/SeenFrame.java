package dev.lockstep.inference.operator;

import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;

/**
 * A frame after its analysis.
 *
 * @param item the frame without its picture and with what was seen, for the aligner
 * @param outcome how the analysis ended
 */
public record SeenFrame(StreamItem item, VisionOutcome outcome) {
    /** A frame without a usable picture is counted as invalid and aligned with nothing. */
    static SeenFrame of(VideoFrame frame, VisionOutcome outcome) {
        StreamItem item = StreamItems.of(frame, outcome.result());
        return new SeenFrame(
                outcome.failureKind() == FailureKind.INVALID_FIELD
                        ? item.as(ItemRole.INVALID)
                        : item,
                outcome);
    }
}
