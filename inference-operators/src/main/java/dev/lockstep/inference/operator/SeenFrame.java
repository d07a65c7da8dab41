package dev.lockstep.inference.operator;

import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
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
    /**
     * A frame without a usable picture is counted as invalid and aligned with nothing. One that
     * nobody looked at has no content: that is not the same as one in which nothing was seen.
     */
    static SeenFrame of(VideoFrame frame, VisionOutcome outcome) {
        VisionResult result = outcome.result();
        boolean looked = result != null && !result.getModels().isEmpty();
        StreamItem item = StreamItems.of(frame, looked ? result : null);
        return new SeenFrame(
                outcome.failureKind() == FailureKind.INVALID_FIELD
                        ? item.as(ItemRole.INVALID)
                        : item,
                outcome);
    }
}
