package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.WindowMember;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows of two seconds to fuse. */
public final class FusionWindows {
    private FusionWindows() {}

    /** A window with these members; every modality is complete. */
    public static AlignedWindow of(WindowMember... members) {
        List<ModalityStatus> modalities = new ArrayList<>();
        for (Modality modality : ProjectionFusion.ORDER) {
            modalities.add(
                    ModalityStatus.newBuilder()
                            .setModality(modality)
                            .setCompleteness(Completeness.COMPLETE)
                            .build());
        }
        return AlignedWindow.newBuilder()
                .setStreamId("talk")
                .setStartUs(0)
                .setEndUs(2_000_000)
                .setRevision(0)
                .setMembers(new ArrayList<>(List.of(members)))
                .setModalities(modalities)
                .setTimes(ProcessingTimes.newBuilder().setCapturedUs(2_000_000).build())
                .build();
    }

    /** What is said, to the end of the window. */
    public static WindowMember said(String text) {
        return member(Modality.AUDIO).setText(text).build();
    }

    /** What is written, at the end of the window. */
    public static WindowMember written(String text) {
        return member(Modality.TEXT).setText(text).build();
    }

    /** What is shown, at the end of the window. */
    public static WindowMember shown(List<String> lines, List<String> labels) {
        return member(Modality.VIDEO).setOnScreenText(lines).setLabels(labels).build();
    }

    static WindowMember.Builder member(Modality modality) {
        return WindowMember.newBuilder()
                .setModality(modality)
                .setSourceId(modality.name())
                .setEventTimeUs(1_000_000)
                .setDurationUs(1_000_000);
    }

    static WindowVectors vectors(
            float @Nullable [] spoken,
            float @Nullable [] onScreen,
            float @Nullable [] labels,
            float @Nullable [] written) {
        return new WindowVectors(spoken, onScreen, labels, written, "minilm", "1", "");
    }
}
