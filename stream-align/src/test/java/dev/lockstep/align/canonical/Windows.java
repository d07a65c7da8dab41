package dev.lockstep.align.canonical;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.WindowMember;
import java.util.ArrayList;
import java.util.List;

/** Settled windows for tests: 2 s every 500 ms, with spoken words, a picture and a chat line. */
final class Windows {
    static final long ORIGIN_US = 1_700_000_000_000_000L;

    private Windows() {}

    static AlignedWindow window(long index) {
        return window(index, ORIGIN_US);
    }

    static AlignedWindow window(long index, long originUs) {
        long startUs = originUs + index * 500_000;
        return AlignedWindow.newBuilder()
                .setStreamId("talk")
                .setOriginUs(originUs)
                .setIndex(index)
                .setStartUs(startUs)
                .setEndUs(startUs + 2_000_000)
                .setRevision(1)
                .setSettled(true)
                .setMembers(new ArrayList<>(List.of(words(startUs), picture(startUs))))
                .setModalities(
                        new ArrayList<>(
                                List.of(
                                        ModalityStatus.newBuilder()
                                                .setModality(Modality.AUDIO)
                                                .setCompleteness(Completeness.PARTIAL)
                                                .setReason("late")
                                                .setCoverage(0.5f)
                                                .setWeight(0.25f)
                                                .build())))
                .setEmbedding(new ArrayList<>(List.of(0.6f, 0.8f)))
                .setFusion("weighted")
                .setFireReason("passed")
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(startUs).build())
                .build();
    }

    private static WindowMember words(long startUs) {
        return WindowMember.newBuilder()
                .setModality(Modality.AUDIO)
                .setSourceId("audio-0")
                .setEventTimeUs(startUs + 120_000)
                .setDurationUs(300_000)
                .setText("Ever tried.")
                .setRecords(0)
                .build();
    }

    private static WindowMember picture(long startUs) {
        return WindowMember.newBuilder()
                .setModality(Modality.VIDEO)
                .setSourceId("video-0")
                .setEventTimeUs(startUs + 500_000)
                .setDurationUs(0)
                .setLabels(new ArrayList<>(List.of("person", "tie")))
                .setOnScreenText(new ArrayList<>(List.of("Worstward Ho")))
                .setScore(0.75f)
                .setEmbedding(new ArrayList<>(List.of(1f, 0f)))
                .setSkewUs(20_000)
                .setEpoch(1)
                .setSequence(7)
                .setAnchorTimeUs(startUs + 480_000)
                .setInterpolated(true)
                .build();
    }
}
