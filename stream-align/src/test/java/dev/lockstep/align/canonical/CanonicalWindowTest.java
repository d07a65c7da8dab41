package dev.lockstep.align.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.SourceState;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.WindowMember;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalWindowTest {
    /** A change and what to call it. */
    record Change(String name, Consumer<AlignedWindow> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Change> changesOfContent() {
        return List.of(
                new Change("stream", w -> w.setStreamId("other")),
                new Change("index", w -> w.setIndex(4)),
                new Change("start", w -> w.setStartUs(w.getStartUs() + 1)),
                new Change("end", w -> w.setEndUs(w.getEndUs() + 1)),
                new Change("fusion", w -> w.setFusion("gated")),
                new Change("no fusion", w -> w.setFusion(null)),
                new Change("order of members", w -> swap(w.getMembers())),
                new Change("a member fewer", w -> w.getMembers().remove(1)),
                new Change("a modality fewer", w -> w.getModalities().clear()),
                member("modality", m -> m.setModality(Modality.TEXT)),
                member("source", m -> m.setSourceId("video-1")),
                member("time", m -> m.setEventTimeUs(m.getEventTimeUs() + 1)),
                member("duration", m -> m.setDurationUs(1)),
                member("text", m -> m.setText("")),
                member("labels", m -> m.setLabels(List.of("persontie"))),
                member("on-screen text", m -> m.setOnScreenText(List.of())),
                member("language", m -> m.setLanguage("en")),
                member("moderation", m -> m.setModeration(Map.of("words", 0f))),
                member("score", m -> m.setScore(0.76f)),
                member("no score", m -> m.setScore(null)),
                member("embedding", m -> m.setEmbedding(List.of(1f, 0.1f))),
                member("no embedding", m -> m.setEmbedding(null)),
                member("skew", m -> m.setSkewUs(20_001)),
                member("epoch", m -> m.setEpoch(2)),
                member("sequence", m -> m.setSequence(8)),
                member("records", m -> m.setRecords(2)),
                member("anchor", m -> m.setAnchorTimeUs(m.getAnchorTimeUs() + 1)),
                member("no anchor", m -> m.setAnchorTimeUs(null)),
                member("interpolated", m -> m.setInterpolated(false)),
                modality("which", s -> s.setModality(Modality.TEXT)),
                modality("completeness", s -> s.setCompleteness(Completeness.COMPLETE)),
                modality("reason", s -> s.setReason("silent")),
                modality("no reason", s -> s.setReason(null)),
                modality("coverage", s -> s.setCoverage(0.75f)));
    }

    static List<Change> changesOfTheRun() {
        return List.of(
                new Change("revision", w -> w.setRevision(9)),
                new Change("fire reason", w -> w.setFireReason("deadline")),
                new Change("confidence of words", w -> w.getMembers().get(0).setScore(0.9f)),
                modality("weight", s -> s.setWeight(null)),
                modality("attribution", s -> s.setAttribution(0.5f)),
                modality("models", s -> s.setModels(List.of(new ModelReference("a", "1", "")))),
                new Change(
                        "similarities",
                        w ->
                                w.setSimilarities(
                                        List.of(
                                                new CrossModalSimilarity(
                                                        Modality.AUDIO, Modality.VIDEO, 0.5f)))),
                new Change("fused embedding", w -> w.setEmbedding(null)),
                new Change("times", w -> w.getTimes().setPublishedUs(5L)),
                new Change(
                        "sources",
                        w ->
                                w.setSources(
                                        List.of(
                                                SourceStatus.newBuilder()
                                                        .setSourceId("audio-0")
                                                        .setModality(Modality.AUDIO)
                                                        .setState(SourceState.ENDED)
                                                        .build()))),
                new Change(
                        "the sign of zero",
                        w -> w.getMembers().get(1).setEmbedding(List.of(1f, -0f))));
    }

    @ParameterizedTest
    @MethodSource("changesOfContent")
    void whatIsSaidOtherwiseHasOtherBytes(Change change) {
        AlignedWindow changed = Windows.window(3);
        change.make().accept(changed);
        assertThat(CanonicalWindow.bytes(changed))
                .isNotEqualTo(CanonicalWindow.bytes(Windows.window(3)));
    }

    @ParameterizedTest
    @MethodSource("changesOfTheRun")
    void whatTellsOfTheRunChangesNothing(Change change) {
        AlignedWindow changed = Windows.window(3);
        change.make().accept(changed);
        assertThat(CanonicalWindow.bytes(changed))
                .isEqualTo(CanonicalWindow.bytes(Windows.window(3)));
    }

    @Test
    void theFormBeginsWithVersionStreamIndexAndTimesFromTheOrigin() {
        ByteBuffer bytes = ByteBuffer.wrap(CanonicalWindow.bytes(Windows.window(3)));
        assertThat(bytes.getLong()).isEqualTo(2);
        byte[] stream = new byte[(int) bytes.getLong()];
        bytes.get(stream);
        assertThat(new String(stream, StandardCharsets.UTF_8)).isEqualTo("talk");
        assertThat(bytes.getLong()).isEqualTo(3);
        assertThat(bytes.getLong()).isEqualTo(1_500_000);
        assertThat(bytes.getLong()).isEqualTo(3_500_000);
        assertThat(bytes.getLong()).as("members").isEqualTo(2);
    }

    private static Change member(String name, Consumer<WindowMember> make) {
        return new Change("member: " + name, w -> make.accept(w.getMembers().get(1)));
    }

    private static Change modality(String name, Consumer<ModalityStatus> make) {
        return new Change("modality: " + name, w -> make.accept(w.getModalities().get(0)));
    }

    private static void swap(List<WindowMember> members) {
        members.add(members.remove(0));
    }
}
