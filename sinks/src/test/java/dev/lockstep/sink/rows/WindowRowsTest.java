package dev.lockstep.sink.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.sink.store.LedgerRow;
import dev.lockstep.sink.store.PassageRow;
import dev.lockstep.sink.store.RowBatch;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StreamRow;
import dev.lockstep.sink.store.WindowRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WindowRowsTest {
    private static final long ORIGIN_US = 1_700_000_000_000_000L;
    private static final long GAP_US = 3_000_000;

    private final Map<String, Appearance> visible = new HashMap<>();

    private List<StoreRow> rows(AlignedWindow window) {
        try (PassageFactory passages = new PassageFactory()) {
            return new WindowRows(
                            passages, scores -> scores.getOrDefault("words", 0f) >= 0.9f, GAP_US)
                    .of(window, visible);
        }
    }

    /** What the store would hold of these windows' passages. */
    private List<PassageRow> passages(AlignedWindow... windows) {
        RowBatch batch = new RowBatch();
        for (AlignedWindow window : windows) {
            rows(window).forEach(batch::add);
        }
        return batch.rows().stream().map(StoreRow::passage).filter(Objects::nonNull).toList();
    }

    /** The window of two seconds that begins at a time, with what of the members lies in it. */
    private static AlignedWindow window(long startMs, WindowMember... members) {
        long startUs = ORIGIN_US + startMs * 1000;
        List<WindowMember> inside = new ArrayList<>();
        for (WindowMember member : members) {
            if (member.getEventTimeUs() >= startUs
                    && member.getEventTimeUs() < startUs + 2_000_000) {
                inside.add(member);
            }
        }
        return AlignedWindow.newBuilder()
                .setStreamId("s")
                .setStartUs(startUs)
                .setEndUs(startUs + 2_000_000)
                .setRevision(2)
                .setSettled(true)
                .setMembers(inside)
                .setModalities(
                        List.of(
                                ModalityStatus.newBuilder()
                                        .setModality(Modality.AUDIO)
                                        .setCompleteness(Completeness.COMPLETE)
                                        .setWeight(0.75f)
                                        .build(),
                                ModalityStatus.newBuilder()
                                        .setModality(Modality.TEXT)
                                        .setCompleteness(Completeness.MISSING)
                                        .setReason("silent")
                                        .build()))
                .setEmbedding(List.of(0.5f, -1f))
                .setFusion("weighted")
                .setTimesBuilder(ProcessingTimes.newBuilder().setCapturedUs(startUs))
                .setOriginUs(ORIGIN_US)
                .setIndex(startMs / 500)
                .build();
    }

    private static WindowMember.Builder member(Modality modality, long atMs) {
        return WindowMember.newBuilder()
                .setModality(modality)
                .setSourceId(modality == Modality.VIDEO ? "video-0" : "chat")
                .setEventTimeUs(ORIGIN_US + atMs * 1000)
                .setDurationUs(0)
                .setEpoch(1)
                .setSequence(atMs);
    }

    private static WindowMember picture(long atMs, List<String> lines, List<String> labels) {
        return member(Modality.VIDEO, atMs).setOnScreenText(lines).setLabels(labels).build();
    }

    private static WindowMember chat(long atMs, String text, Map<String, Float> moderation) {
        return member(Modality.TEXT, atMs)
                .setText(text)
                .setLanguage("en")
                .setModeration(moderation)
                .build();
    }

    @Test
    void aWindowIsARowOfItsStreamAndItself() {
        List<StoreRow> rows = rows(window(1_500));

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).stream())
                .isEqualTo(new StreamRow("s", ORIGIN_US, ORIGIN_US + 3_500_000));
        assertThat(rows.get(1).window())
                .isEqualTo(
                        new WindowRow(
                                "s",
                                3,
                                2,
                                1_500,
                                3_500,
                                ORIGIN_US + 1_500_000,
                                "weighted",
                                "[{\"modality\":\"audio\",\"completeness\":\"complete\","
                                        + "\"reason\":null,\"weight\":0.75},{\"modality\":\"text\","
                                        + "\"completeness\":\"missing\",\"reason\":\"silent\","
                                        + "\"weight\":null}]",
                                new float[] {0.5f, -1f}));
    }

    @Test
    void chatIsAPassageOnceHoweverManyWindowsItLiesIn() {
        WindowMember hello = chat(1_600, "<b>Hello</b> readers", Map.of("words", 0.2f));

        List<PassageRow> passages =
                passages(window(0, hello), window(500, hello), window(1_000, hello));

        assertThat(passages)
                .containsExactly(
                        new PassageRow(
                                "s",
                                "chat",
                                "chat",
                                "1/1600",
                                0,
                                1_600,
                                1_600,
                                ORIGIN_US + 1_600_000,
                                "<b>Hello</b> readers",
                                "en",
                                "b hello b reader",
                                4,
                                null));
    }

    @Test
    void whatIsHeldBackIsNotStored() {
        assertThat(
                        passages(
                                window(
                                        0,
                                        chat(100, "a bad word", Map.of("words", 1f)),
                                        chat(200, " ", Map.of()),
                                        chat(300, "a good word", Map.of()))))
                .extracting(PassageRow::text)
                .containsExactly("a good word");
    }

    @Test
    void aLineIsOnePassageForAsLongAsItStaysAndAnotherWhenItComesAgain() {
        WindowMember[] pictures = new WindowMember[24];
        for (int i = 0; i < pictures.length; i++) {
            long atMs = i * 500L;
            boolean shown = atMs >= 1_000 && atMs <= 4_000 || atMs == 6_500 || atMs >= 10_000;
            pictures[i] =
                    picture(
                            atMs,
                            shown ? List.of("Agenda", "Agenda", " ") : List.of(),
                            List.of("person"));
        }
        AlignedWindow[] windows = new AlignedWindow[21];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = window(i * 500L, pictures);
        }

        List<PassageRow> passages = passages(windows);

        assertThat(passages)
                .extracting(
                        p -> p.modality() + " " + p.text() + " " + p.startMs() + "-" + p.endMs())
                .containsExactlyInAnyOrder(
                        "screen Agenda 1000-6500",
                        "screen Agenda 10000-11500",
                        "object person 0-11500");
        assertThat(passages).extracting(PassageRow::passageKey).doesNotHaveDuplicates();
        assertThat(passages.get(0).passageKey()).matches("\\d+/[0-9a-f]{32}");
    }

    @Test
    void forgetsWhatIsOutOfSight() {
        rows(window(0, picture(100, List.of("gone"), List.of())));
        assertThat(visible).hasSize(1);

        rows(window(3_000));
        assertThat(visible).hasSize(1);

        rows(window(3_500));
        assertThat(visible).isEmpty();
    }

    @Test
    void countsAreARow() {
        LedgerEntry entry =
                LedgerEntry.newBuilder()
                        .setStreamId("s")
                        .setSourceId("audio-0")
                        .setModality(Modality.AUDIO)
                        .setEventTimeUs(ORIGIN_US)
                        .setInterval(6)
                        .setRead(21)
                        .setMatched(6)
                        .setLateRevised(1)
                        .setLateDropped(2)
                        .setDuplicate(3)
                        .setInvalid(4)
                        .setShed(5)
                        .setEndOfStream(true)
                        .build();

        assertThat(LedgerRows.of(entry).ledger())
                .isEqualTo(new LedgerRow("s", "audio-0", "audio", 6, 21, 6, 1, 2, 3, 4, 5, true));
    }
}
