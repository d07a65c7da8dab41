package dev.lockstep.local.testing;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.WindowMember;
import java.util.List;
import java.util.Map;

/** Settled windows for tests: 2 s every 500 ms. */
public final class Windows {
    private Windows() {}

    /** A window of stream "talk" with spoken words and a picture. */
    public static AlignedWindow settled(long index) {
        long startUs = Captions.START_US + index * 500_000;
        return AlignedWindow.newBuilder()
                .setStreamId("talk")
                .setOriginUs(Captions.START_US)
                .setIndex(index)
                .setStartUs(startUs)
                .setEndUs(startUs + 2_000_000)
                .setRevision(0)
                .setSettled(true)
                .setMembers(List.of(words(startUs + 250_000), picture(startUs + 1_000_000)))
                .setModalities(
                        List.of(
                                ModalityStatus.newBuilder()
                                        .setModality(Modality.AUDIO)
                                        .setCompleteness(Completeness.PARTIAL)
                                        .setReason("late")
                                        .setCoverage(0.75f)
                                        .build(),
                                ModalityStatus.newBuilder()
                                        .setModality(Modality.VIDEO)
                                        .setCompleteness(Completeness.COMPLETE)
                                        .setWeight(0.4f)
                                        .setAttribution(0.25f)
                                        .setModels(List.of(new ModelReference("minilm", "1", "")))
                                        .build()))
                .setEmbedding(List.of(0.6f, 0.8f))
                .setFusion("weighted")
                .setSimilarities(
                        List.of(new CrossModalSimilarity(Modality.AUDIO, Modality.VIDEO, -1 / 3f)))
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(startUs).build())
                .build();
    }

    private static WindowMember words(long atUs) {
        return WindowMember.newBuilder()
                .setModality(Modality.AUDIO)
                .setSourceId("audio-0")
                .setEventTimeUs(atUs)
                .setDurationUs(300_500)
                .setText("Ever tried.")
                .setRecords(0)
                .build();
    }

    private static WindowMember picture(long atUs) {
        return WindowMember.newBuilder()
                .setModality(Modality.VIDEO)
                .setSourceId("video-0")
                .setEventTimeUs(atUs)
                .setDurationUs(0)
                .setLabels(List.of("bottle"))
                .setOnScreenText(List.of("Worstward Ho"))
                .setLanguage("en")
                .setModeration(Map.of("words", 1f, "toxic", 0.5f))
                .setScore(0.91f)
                .setSkewUs(-12_500)
                .setAnchorTimeUs(atUs + 12_500)
                .setEpoch(1)
                .setSequence(4)
                .setEmbedding(List.of(1f, 0f, 0f))
                .build();
    }
}
