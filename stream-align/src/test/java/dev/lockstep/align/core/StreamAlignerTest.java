package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Collected;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.StreamItem;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamAlignerTest {
    private static final String STREAM = "talk";

    private final StreamAligner aligner = new StreamAligner(Confs.live(Map.of()));
    private final StreamState state = new StreamState();
    private final Collected out = new Collected();

    @Test
    void aWindowFiresOnceEverySourceHasPassedItsEnd() {
        for (int i = 0; i < 20; i++) {
            feed(Items.audio(STREAM, i), 100 * (i + 1));
            if (i % 2 == 0) {
                feed(Items.video(STREAM, i / 2, 100L * i), 100 * (i + 1));
            }
        }
        assertThat(out.windows).isEmpty();

        feed(Items.video(STREAM, 10, 2000), 2020);

        assertThat(out.windows).hasSize(1);
        AlignedWindow first = out.windows.get(0);
        assertThat(out.reasons).containsExactly(FireReason.ALL_PASSED);
        assertThat(first.getStartUs()).isEqualTo(Items.START_US);
        assertThat(first.getEndUs()).isEqualTo(Items.START_US + 2_000_000);
        assertThat(first.getIndex()).isZero();
        assertThat(status(first, Modality.AUDIO).getCompleteness())
                .isEqualTo(Completeness.COMPLETE);
        assertThat(status(first, Modality.VIDEO).getCompleteness())
                .isEqualTo(Completeness.COMPLETE);
        assertThat(status(first, Modality.TEXT).getReason()).isEqualTo("no-source");
        assertThat(first.getMembers()).hasSize(11);
        assertThat(first.getMembers().get(0).getRecords()).isEqualTo(20);
        assertThat(first.getMembers().get(0).getDurationUs()).isEqualTo(2_000_000);
    }

    @Test
    void aSilentSourceHoldsWindowsUpByNoMoreThanMaxWait() {
        feed(Items.announcing(Items.video(STREAM, 0, 0), "video-0", "audio-0"), 10);
        for (int i = 0; i < 100; i++) {
            feed(Items.audio(STREAM, i), 100 * (i + 1));
        }
        long lead = 10_000;
        // With 3 s of max-wait the camera is given up at 3 s; afterwards nobody waits for it.
        AlignedWindow last = out.windows.get(out.windows.size() - 1);
        assertThat(last.getEndUs()).isEqualTo(Items.START_US + lead * 1000);
        AlignedWindow first = out.windows.get(0);
        assertThat(first.getTimes().getAlignedUs()).isEqualTo(Items.START_US + 3_000_000);
        assertThat(status(last, Modality.VIDEO).getReason()).isEqualTo("not-yet");
    }

    @Test
    void spokenWordsHoldTheirWindowAndReviseIt() {
        for (int i = 0; i < 25; i++) {
            // An utterance has been open since 1 s.
            feed(Items.audio(STREAM, i, new SpeechMark(0, mark(i))), 100 * (i + 1));
        }
        assertThat(out.windows).isEmpty();
        feed(
                Items.spoken(STREAM, 0, false, 1_000, "it", "was", "the", "best", "of", "times"),
                2520);
        assertThat(out.windows).hasSize(1);
        assertThat(texts(out.windows.get(0))).containsExactly("it was the best of");

        feed(Items.spoken(STREAM, 0, true, 1_000, "it", "was", "the", "worst", "of"), 2700);
        assertThat(out.reasons).endsWith(FireReason.REVISION);
        AlignedWindow revised = out.windows.get(1);
        assertThat(revised.getIndex()).isZero();
        assertThat(revised.getRevision()).isEqualTo(1);
        assertThat(texts(revised)).containsExactly("it was the worst of");
    }

    @Test
    void aLateRecordRevisesTheWindowsThatItBelongsTo() {
        for (int i = 0; i < 60; i++) {
            if (i != 5) {
                feed(Items.audio(STREAM, i), 100 * (i + 1));
            }
        }
        assertThat(status(out.windows.get(0), Modality.AUDIO).getReason()).isEqualTo("gap");
        feed(Items.audio(STREAM, 5), 6_050);
        assertThat(out.reasons).endsWith(FireReason.REVISION, FireReason.REVISION);
        feed(Items.audio(STREAM, 5), 6_060);
        assertThat(out.duplicates).hasSize(1);
        endAudio(60, 6_100);
        LedgerEntry last = out.ledger.get(out.ledger.size() - 1);
        assertThat(last.getEndOfStream()).isTrue();
        assertThat(last.getRead()).isEqualTo(62);
        assertThat(last.getMatched()).isEqualTo(60);
        assertThat(last.getLateRevised()).isEqualTo(1);
        assertThat(last.getDuplicate()).isEqualTo(1);
        assertThat(last.getWindowsSettled()).isEqualTo(out.settled.size());
        assertThat(out.settled)
                .extracting(AlignedWindow::getIndex)
                .containsExactly(LongStream.range(0, 12).boxed().toArray(Long[]::new));
        assertThat(status(out.settled.get(0), Modality.AUDIO).getCompleteness())
                .isEqualTo(Completeness.COMPLETE);
    }

    @Test
    void whatComesAfterItsWindowsHaveSettledIsDroppedAndCounted() {
        for (int i = 0; i < 300; i++) {
            if (i != 20) {
                feed(Items.audio(STREAM, i), 100 * (i + 1));
            }
        }
        feed(Items.audio(STREAM, 20), 30_010);
        assertThat(out.late).hasSize(1);
        endAudio(300, 30_100);
        LedgerEntry last = out.ledger.get(out.ledger.size() - 1);
        assertThat(last.getLateDropped()).isEqualTo(1);
        assertThat(last.getRead()).isEqualTo(301);
        assertThat(last.getMatched()).isEqualTo(300);
    }

    @Test
    void aTimestampFromTheFutureIsRefusedAndPushesNothing() {
        for (int i = 0; i < 30; i++) {
            feed(Items.audio(STREAM, i), 100 * (i + 1));
        }
        int before = out.windows.size();
        feed(Items.video(STREAM, 0, 7_200_000), 3_010);
        feed(
                Items.record(STREAM, "video-1", Modality.VIDEO, 0, Long.MAX_VALUE / 2000, 0, null),
                3_020);
        assertThat(out.refused).hasSize(2);
        assertThat(out.refused.get(0)).contains("ahead of the clock");
        assertThat(out.refused.get(1)).contains("2255");
        assertThat(out.windows).hasSize(before);
        feed(Items.audio(STREAM, 30), 3_100);
        assertThat(state.leadUs).isEqualTo(Items.START_US + 3_100_000);
    }

    @Test
    void aStreamWaitsForSourcesThatNobodyAnnouncedBeforeItCloses() {
        feed(Items.video(STREAM, 0, 0), 10);
        feed(Items.end(STREAM, "video-0", Modality.VIDEO, 1, 1_000), 20);
        assertThat(out.settled).isEmpty();
        for (int i = 0; i < 10; i++) {
            feed(Items.audio(STREAM, i), 1_000 + i);
        }
        feed(Items.end(STREAM, "audio-0", Modality.AUDIO, 10, 1_000), 1_020);
        assertThat(out.ledger).isEmpty();
        long closeMs = aligner.nextTimeMs(state);
        assertThat(closeMs).isEqualTo(Items.START_US / 1000 + 1_020 + 5_000);
        aligner.onTime(state, closeMs, out);

        assertThat(out.settled).hasSize(2);
        assertThat(out.ledger).hasSize(2).allMatch(LedgerEntry::getEndOfStream);
        assertThat(out.ledger).allMatch(e -> e.getRead() == e.getMatched());
    }

    private static long mark(int chunk) {
        return Items.START_US + Math.min(1_000, 100L * (chunk + 1)) * 1000;
    }

    private void endAudio(int sequence, long nowMs) {
        feed(Items.end(STREAM, "audio-0", Modality.AUDIO, sequence, 100L * sequence), nowMs);
        aligner.onTime(state, Items.START_US / 1000 + nowMs + 5_000, out);
    }

    private void feed(StreamItem item, long atMs) {
        aligner.accept(state, item, Items.START_US / 1000 + atMs, out);
    }

    private static ModalityStatus status(AlignedWindow window, Modality modality) {
        return window.getModalities().stream()
                .filter(m -> m.getModality() == modality)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(AlignedWindow window) {
        return window.getMembers().stream().map(m -> m.getText()).filter(t -> t != null).toList();
    }
}
