package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How streams begin, end and come back. */
class EndsTest {
    private static final long START_MS = Items.START_US / 1000;

    private final Driven live = new Driven(Confs.live(Map.of()));
    private final Driven replay = new Driven(Confs.replay());

    @Test
    void aStragglerAfterTheEndOfItsSourceLeavesItEnded() {
        feed(replay, 0, Items.announcing(Items.audio("s", 0), "audio-0", "video-0"));
        feed(replay, 0, Items.video("s", 0, 0));
        feed(replay, 0, Items.end("s", "audio-0", Modality.AUDIO, 30, 3_000));
        feed(replay, 0, Items.audio("s", 29));
        feed(replay, 0, Items.end("s", "video-0", Modality.VIDEO, 1, 3_000));
        assertThat(replay.state.closed).isTrue();
        assertThat(replay.out.settled).hasSize(6);
        assertThat(last(replay, "audio-0").getEndOfStream()).isTrue();
        assertThat(last(replay, "audio-0").getMatched()).isEqualTo(3);
    }

    @Test
    void repeatsAfterTheEndAreInOneMoreLedgerEntry() {
        feed(live, 0, Items.announcing(Items.audio("s", 0), "audio-0"));
        feed(live, 100, Items.end("s", "audio-0", Modality.AUDIO, 1, 100));
        assertThat(live.out.ledger).hasSize(1);
        feed(live, 200, Items.audio("s", 0));
        feed(live, 300, Items.end("s", "audio-0", Modality.AUDIO, 1, 100));
        live.finish();
        assertThat(live.out.ledger).hasSize(2);
        assertThat(last(live, "audio-0").getEndOfStream()).isTrue();
        assertThat(last(live, "audio-0").getRead()).isEqualTo(4);
        assertThat(last(live, "audio-0").getDuplicate()).isEqualTo(2);
        assertThat(live.out.settled).hasSize(1);
    }

    @Test
    void aReplayWaitsForAnAnnouncedSourceThatIsOlderThanTheAnnouncement() {
        feed(replay, 0, Items.announcing(sound(0, 20_000), "audio-0", "video-0"));
        for (int i = 1; i < 200; i++) {
            feed(replay, 0, sound(i, 20_000 + 100L * i));
        }
        assertThat(replay.out.windows).isEmpty();
        for (int i = 0; i < 400; i++) {
            feed(replay, 0, Items.video("s", i, 100L * i));
        }
        assertThat(replay.out.late).isEmpty();
        assertThat(replay.out.settled.get(0).getIndex()).isZero();
        assertThat(status(replay.out.settled.get(0), Modality.AUDIO).getReason())
                .isEqualTo("no-source");
    }

    @Test
    void anAnnouncedSourceThatIsNeverHeardHoldsALiveStreamUpOnlyOnce() {
        feed(live, 0, Items.announcing(Items.audio("s", 0), "audio-0", "video-0"));
        for (int i = 1; i < 400; i++) {
            feed(live, 100 * (i + 1), Items.audio("s", i));
        }
        assertThat(live.out.windows.get(0).getTimes().getAlignedUs())
                .isEqualTo(Items.START_US + 3_000_000);
        AlignedWindow newest = live.out.windows.get(live.out.windows.size() - 1);
        assertThat(newest.getTimes().getAlignedUs()).isEqualTo(newest.getEndUs());
        assertThat(status(live.out.settled.get(0), Modality.VIDEO).getReason())
                .isEqualTo("not-heard");
    }

    @Test
    void wordsThatComeBeforeAnyRecordAreInTheirWindow() {
        feed(live, 10, Items.spoken("s", 0, true, 100, "good", "morning"));
        assertThat(live.out.windows).isEmpty();
        for (int i = 0; i < 25; i++) {
            SpeechMark mark = new SpeechMark(1, Items.START_US + 100_000L * (i + 1));
            feed(live, 100 * (i + 1), Items.audio("s", i, mark));
        }
        assertThat(live.out.reasons).containsOnly(FireReason.ALL_PASSED);
        assertThat(live.out.windows.get(0).getMembers())
                .extracting(member -> member.getText())
                .contains("good morning");
    }

    @Test
    void anEarlierRecordThatIsLittleLateOpensTheWindowsBeforeTheFirst() {
        for (int i = 0; i < 40; i++) {
            feed(live, 5_000 + 100 * (i + 1), sound(i, 5_000 + 100L * i));
        }
        assertThat(live.out.windows.get(0).getIndex()).isEqualTo(10);
        int before = live.out.windows.size();
        feed(live, 9_010, Items.text("s", 0, 3_600, "first"));
        assertThat(live.out.late).isEmpty();
        assertThat(live.out.windows.subList(before, live.out.windows.size()))
                .extracting(window -> window.getIndex() + "/" + window.getRevision())
                .containsExactly("7/0", "8/0", "9/0");
        live.finish();
        assertThat(live.out.settled.get(0).getIndex()).isEqualTo(7);
    }

    @Test
    void aStreamThatGoesOnAfterItWasIdleKeepsItsGrid() {
        for (int i = 0; i < 30; i++) {
            feed(live, 100 * (i + 1), Items.audio("s", i));
        }
        live.waitUntil(START_MS + 33_000);
        assertThat(live.out.settled).extracting(AlignedWindow::getIndex).endsWith(5L);
        // 40 s later it is in a gap that is written; 10 min later in one that is not.
        feed(live, 40_100, sound(400, 40_000));
        feed(live, 640_100, sound(6_400, 640_000));
        live.finish();
        List<Long> indexes = live.out.settled.stream().map(AlignedWindow::getIndex).toList();
        assertThat(indexes).startsWith(0L, 1L, 2L).contains(6L, 79L, 80L);
        assertThat(indexes).doesNotHaveDuplicates().endsWith(80L, 1_280L);
        assertThat(indexes).hasSize(82);
    }

    @Test
    void whereSoundHasEndedATextMayStillBeLateByAllowedLateness() {
        for (int i = 0; i < 25; i++) {
            SpeechMark mark = new SpeechMark(0, Items.START_US + 100_000L * (i + 1));
            feed(live, 100 * (i + 1), Items.audio("s", i, mark));
        }
        // The sound is over and final up to 2.5 s; the end of its speech is on its way.
        feed(live, 2_500, Items.end("s", "audio-0", Modality.AUDIO, 25, 2_500));
        feed(live, 4_000, Items.text("s", 0, 1_900, "late"));
        assertThat(live.out.late).isEmpty();
        live.finish();
        assertThat(last(live, "chat").getLateRevised()).isEqualTo(1);
    }

    @Test
    void livesLeadIsCappedByTheClock() {
        // The clock of this camera is 8 s ahead, within max-future.
        for (int i = 0; i < 40; i++) {
            feed(live, 100 * (i + 1), Items.video("s", i, 8_000 + 100L * i));
            feed(live, 100 * (i + 1), Items.audio("s", i));
        }
        assertThat(live.state.leadUs).isEqualTo(Items.START_US + 4_000_000);
        assertThat(live.out.reasons).containsOnly(FireReason.ALL_PASSED);
        assertThat(live.out.windows).hasSize(5);
    }

    @Test
    void afterAWrapWordsAndMarksFollowTheirSound() {
        long wrapMs = 95_443_717;
        for (int i = 0; i < 60; i++) {
            long atMs = wrapMs - 3_000 + 100L * i;
            long rawMs = atMs >= wrapMs ? atMs - wrapMs : atMs;
            SpeechMark mark = new SpeechMark(0, (rawMs + 100) * 1000);
            StreamItem chunk = Items.audio("s", i, mark);
            replay.feed(raw(chunk, rawMs * 1000), START_MS);
        }
        assertThat(replay.state.sources.get(0).speech().finalUs())
                .isGreaterThan(wrapMs * 1000 + 2_900_000);
    }

    private static StreamItem raw(StreamItem item, long eventTimeUs) {
        return new StreamItem(
                item.streamId(),
                item.sourceId(),
                item.modality(),
                item.role(),
                0,
                item.sequence(),
                eventTimeUs,
                item.durationUs(),
                0,
                Items.START_US + item.sequence() * 100_000,
                false,
                List.of(),
                null,
                item.mark(),
                null);
    }

    private static StreamItem sound(int sequence, long atMs) {
        return Items.record("s", "audio-0", Modality.AUDIO, sequence, atMs, 100, null);
    }

    private static void feed(Driven driven, long atMs, StreamItem item) {
        driven.feed(item, START_MS + atMs);
    }

    private static ModalityStatus status(AlignedWindow window, Modality modality) {
        return window.getModalities().stream()
                .filter(status -> status.getModality() == modality)
                .findFirst()
                .orElseThrow();
    }

    private static LedgerEntry last(Driven driven, String source) {
        return driven.out.ledger.stream()
                .filter(entry -> entry.getSourceId().equals(source))
                .reduce((first, last) -> last)
                .orElseThrow();
    }
}
