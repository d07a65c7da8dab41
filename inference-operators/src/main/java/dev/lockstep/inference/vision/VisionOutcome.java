package dev.lockstep.inference.vision;

import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.deadletter.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a frame. An async function has no side output, so failures travel as values and are
 * routed by the next operator.
 *
 * @param streamId stream of the frame
 * @param sourceId its source
 * @param epoch its epoch
 * @param sequence its sequence
 * @param eventTimeUs its capture time, µs since the epoch
 * @param status how it ended
 * @param result what was seen; null for FAILED and END_OF_STREAM. SHED and MISSING have an empty
 *     one that is marked as skipped and names no models.
 * @param failureKind why there is no result or an empty one; null unless FAILED or MISSING
 * @param failure the same for a person
 * @param refused the frame, for its dead letter; null unless FAILED or MISSING, to save the bytes
 */
public record VisionOutcome(
        String streamId,
        String sourceId,
        int epoch,
        long sequence,
        long eventTimeUs,
        VisionStatus status,
        @Nullable VisionResult result,
        @Nullable FailureKind failureKind,
        @Nullable String failure,
        @Nullable VideoFrame refused) {}
