package dev.lockstep.browser;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as the jobs publish them, media time from {@link #ORIGIN_US}. Stateless. */
final class RealRecords {
    private static final long ORIGIN_US = 1_764_000_000_000_000L;

    private RealRecords() {}

    static Caption caption(
            String stream, long utterance, int revision, String committed, String tentative) {
        long startMs = utterance * 3_000;
        boolean isFinal = tentative.isEmpty();
        return Caption.newBuilder()
                .setStreamId(stream)
                .setSourceId("microphone")
                .setUtterance(utterance)
                .setRevision(revision)
                .setEventTimeUs(ORIGIN_US + startMs * 1_000)
                .setPtsUs(startMs * 1_000)
                .setDurationUs(2_500_000)
                .setIngestTimeUs(ORIGIN_US + startMs * 1_000)
                .setCommittedText(committed)
                .setTentativeText(tentative)
                .setWords(List.of())
                .setIsFinal(isFinal)
                .setCloseReason(isFinal ? CloseReason.SILENCE : CloseReason.OPEN)
                .setConfidence(0.9f)
                .setLanguage("en")
                .setModel(model("moonshine-tiny-en"))
                .setTimes(times(startMs + 2_500))
                .setEndOfStream(false)
                .build();
    }

    static VideoFrame frame(String stream, long sequence, long atMs) {
        return VideoFrame.newBuilder()
                .setStreamId(stream)
                .setSourceId("camera")
                .setSequence(sequence)
                .setEpoch(0)
                .setEventTimeUs(ORIGIN_US + atMs * 1_000)
                .setPtsUs(atMs * 1_000)
                .setDurationUs(200_000)
                .setIngestTimeUs(ORIGIN_US + atMs * 1_000)
                .setWidth(Samples.WIDTH)
                .setHeight(Samples.HEIGHT)
                .setCodec("jpeg")
                .setPayload(ByteBuffer.wrap(Samples.frame("", atMs).bytes()))
                .build();
    }

    /** One person, where {@link Samples#PERSON} is. */
    static VisionResult seen(String stream, long sequence, long atMs) {
        return VisionResult.newBuilder()
                .setStreamId(stream)
                .setSourceId("camera")
                .setSequence(sequence)
                .setEpoch(0)
                .setEventTimeUs(ORIGIN_US + atMs * 1_000)
                .setPtsUs(atMs * 1_000)
                .setDurationUs(200_000)
                .setIngestTimeUs(ORIGIN_US + atMs * 1_000)
                .setDetections(
                        List.of(
                                Detection.newBuilder()
                                        .setLabel("person")
                                        .setScore(0.5f)
                                        .setBox(
                                                new BoundingBox(
                                                        (float) Samples.PERSON.x(),
                                                        (float) Samples.PERSON.y(),
                                                        (float) Samples.PERSON.width(),
                                                        (float) Samples.PERSON.height()))
                                        .build()))
                .setModels(List.of(model("yolox-nano")))
                .setTimes(times(atMs))
                .build();
    }

    /** A window of two seconds with sound and without a picture. */
    static AlignedWindow window(String stream, long index) {
        long startUs = ORIGIN_US + index * 500_000;
        return AlignedWindow.newBuilder()
                .setStreamId(stream)
                .setStartUs(startUs)
                .setEndUs(startUs + 2_000_000)
                .setRevision(0)
                .setSettled(false)
                .setMembers(List.of())
                .setModalities(
                        List.of(
                                status(Modality.AUDIO, Completeness.COMPLETE, null),
                                status(Modality.VIDEO, Completeness.MISSING, "not-yet")))
                .setFireReason("max-wait")
                .setTimes(times(index * 500 + 2_000))
                .setOriginUs(ORIGIN_US)
                .setIndex(index)
                .setSources(List.of())
                .build();
    }

    private static ModalityStatus status(
            Modality modality, Completeness completeness, @Nullable String reason) {
        return ModalityStatus.newBuilder()
                .setModality(modality)
                .setCompleteness(completeness)
                .setReason(reason)
                .build();
    }

    private static ModelReference model(String id) {
        return new ModelReference(id, "1.0", "0".repeat(64));
    }

    private static ProcessingTimes times(long capturedMs) {
        long capturedUs = ORIGIN_US + capturedMs * 1_000;
        return ProcessingTimes.newBuilder()
                .setCapturedUs(capturedUs)
                .setIngestedUs(capturedUs + 100_000)
                .setInferredUs(capturedUs + 600_000)
                .setPublishedUs(capturedUs + 700_000)
                .build();
    }
}
