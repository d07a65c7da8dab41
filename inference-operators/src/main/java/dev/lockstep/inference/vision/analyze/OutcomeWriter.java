package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.VisionStatus;
import dev.lockstep.inference.vision.describe.Description;
import dev.lockstep.inference.vision.moderate.Verdict;
import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.PictureDescription;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.deadletter.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes what became of a frame. Thread-safe. */
final class OutcomeWriter {
    private final List<ModelIdentity> models;
    private final LongSupplier clockUs;

    OutcomeWriter(List<ModelIdentity> models, LongSupplier clockUs) {
        this.models = models;
        this.clockUs = clockUs;
    }

    VisionOutcome analyzed(VideoFrame frame, Analysis seen) {
        return outcome(frame, VisionStatus.ANALYZED, result(frame, seen, false, models));
    }

    VisionOutcome unchanged(VideoFrame frame, Analysis seen) {
        return outcome(frame, VisionStatus.UNCHANGED, result(frame, seen, true, models));
    }

    VisionOutcome shed(VideoFrame frame) {
        return outcome(frame, VisionStatus.SHED, unseen(frame));
    }

    VisionOutcome endOfStream(VideoFrame frame) {
        return outcome(frame, VisionStatus.END_OF_STREAM, null);
    }

    VisionOutcome missing(VideoFrame frame, String message) {
        return refused(
                frame, VisionStatus.MISSING, unseen(frame), FailureKind.PAYLOAD_MISSING, message);
    }

    VisionOutcome invalid(VideoFrame frame, String message) {
        return refused(frame, VisionStatus.FAILED, null, FailureKind.INVALID_FIELD, message);
    }

    VisionOutcome failed(VideoFrame frame, String message) {
        return refused(frame, VisionStatus.FAILED, null, FailureKind.INFERENCE_FAILED, message);
    }

    private static VisionOutcome outcome(
            VideoFrame frame, VisionStatus status, @Nullable VisionResult result) {
        return new VisionOutcome(
                frame.getStreamId(),
                frame.getSourceId(),
                frame.getEpoch(),
                frame.getSequence(),
                frame.getEventTimeUs(),
                status,
                result,
                null,
                null,
                null);
    }

    private static VisionOutcome refused(
            VideoFrame frame,
            VisionStatus status,
            @Nullable VisionResult result,
            FailureKind kind,
            String message) {
        return new VisionOutcome(
                frame.getStreamId(),
                frame.getSourceId(),
                frame.getEpoch(),
                frame.getSequence(),
                frame.getEventTimeUs(),
                status,
                result,
                kind,
                message,
                frame);
    }

    private VisionResult unseen(VideoFrame frame) {
        return result(frame, Analysis.NOTHING, true, List.of());
    }

    private VisionResult result(
            VideoFrame frame, Analysis seen, boolean skipped, List<ModelIdentity> used) {
        Verdict verdict = seen.verdict();
        return VisionResult.newBuilder()
                .setStreamId(frame.getStreamId())
                .setSourceId(frame.getSourceId())
                .setSequence(frame.getSequence())
                .setEpoch(frame.getEpoch())
                .setEventTimeUs(frame.getEventTimeUs())
                .setPtsUs(frame.getPtsUs())
                .setDurationUs(frame.getDurationUs())
                .setIngestTimeUs(frame.getIngestTimeUs())
                .setDetections(
                        seen.objects().stream()
                                .map(
                                        o ->
                                                new Detection(
                                                        o.label(),
                                                        o.score(),
                                                        box(o.box()),
                                                        o.trackId()))
                                .toList())
                .setOnScreenText(
                        seen.text().stream()
                                .map(
                                        line ->
                                                new OnScreenText(
                                                        line.text(),
                                                        line.score(),
                                                        box(line.box()),
                                                        line.trackId()))
                                .toList())
                .setModeration(
                        verdict == null ? Map.of() : Map.of(verdict.category(), verdict.score()))
                .setModerationAction(verdict == null ? null : verdict.action())
                .setEmbedding(seen.embedding())
                .setDescription(description(seen.description()))
                .setSkipped(skipped)
                .setModels(used.stream().map(OutcomeWriter::reference).toList())
                .setTimes(
                        ProcessingTimes.newBuilder()
                                .setCapturedUs(frame.getEventTimeUs())
                                .setIngestedUs(frame.getIngestTimeUs())
                                .setInferredUs(clockUs.getAsLong())
                                .build())
                .build();
    }

    private static @Nullable PictureDescription description(@Nullable Description written) {
        return written == null
                ? null
                : new PictureDescription(
                        written.text(), written.score(), reference(written.model()));
    }

    private static ModelReference reference(ModelIdentity model) {
        return new ModelReference(model.id(), model.version(), model.sha256());
    }

    private static BoundingBox box(Box box) {
        return new BoundingBox(box.x(), box.y(), box.width(), box.height());
    }
}
