package dev.lockstep.view.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.view.model.LatencyView;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.ModalityView;
import dev.lockstep.view.testing.Records;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final Origin ORIGIN = Origin.ofTimestamp(Records.ORIGIN_US, 0);

    @Test
    void theEarliestTimestampIsTheOriginInWhateverOrderItComes() {
        Origin first = Origin.ofTimestamp(1_000_000, 200_000);
        Origin second = Origin.ofTimestamp(2_000_000, 1_100_000);
        Origin grid = Origin.ofGrid(700_000);

        assertThat(Origin.better(Origin.better(null, grid), second)).isEqualTo(second);
        assertThat(Origin.better(second, first)).isEqualTo(first);
        assertThat(Origin.better(first, second)).isEqualTo(first);
        assertThat(first.mediaMs(2_000_999)).isEqualTo(1200);
        assertThat(first.mediaMs(799_999)).isEqualTo(-1);
    }

    @Test
    void latenciesRestOnTheTimesThatAreKnown() {
        ProcessingTimes times =
                ProcessingTimes.newBuilder()
                        .setCapturedUs(1_000_000)
                        .setIngestedUs(1_100_000L)
                        .setAlignedUs(1_400_000L)
                        .setPublishedUs(2_000_000L)
                        .build();

        assertThat(StageLatencies.of(times).micros())
                .containsExactly(100_000, 300_000, -1, 600_000, 1_000_000);
        times.setIngestedUs(900_000L);
        assertThat(StageLatencies.of(StageLatencies.of(times).toBytes()).micros())
                .containsExactly(0, 500_000, -1, 600_000, 1_000_000);
    }

    @Test
    void percentilesAreThoseOfTheRowsThatHaveTheStage() {
        List<StageLatencies> rows = new ArrayList<>();
        for (long i = 1; i <= 100; i++) {
            rows.add(new StageLatencies(new long[] {i * 1000, -1}));
        }

        List<LatencyView> summary = StageLatencies.summary(List.of("ingest", "align"), rows);

        assertThat(summary).extracting(LatencyView::stage).containsExactly("ingest");
        assertThat(summary.get(0).count()).isEqualTo(100);
        assertThat(summary.get(0).p50Ms()).isCloseTo(50, within(0.1));
        assertThat(summary.get(0).p95Ms()).isCloseTo(95, within(0.1));
        assertThat(summary.get(0).p99Ms()).isCloseTo(99, within(0.1));
    }

    @Test
    void heldMembersHaveNoText() {
        WindowMember bad = Records.chat(4, 2_500, "bad", 1);
        WindowMember good = Records.chat(5, 2_600, "good", 0);

        var view =
                WindowViews.of(
                        Records.window("talk", 2, 3, false, bad, good),
                        false,
                        ORIGIN,
                        member -> member.getSequence() == 4);

        assertThat(view.members())
                .extracting(
                        MemberView::sequence,
                        MemberView::text,
                        MemberView::held,
                        MemberView::startMs)
                .containsExactly(tuple(4L, null, true, 2_500L), tuple(5L, "good", false, 2_600L));
        assertThat(view.startMs()).isEqualTo(2000);
        assertThat(view.endMs()).isEqualTo(3000);
        assertThat(view.modalities())
                .extracting(
                        ModalityView::modality, ModalityView::completeness, ModalityView::weight)
                .containsExactly(tuple("audio", "complete", 0.75));
    }

    @Test
    void ledgerOfTheHighestIntervalHolds() {
        var first = Records.ledger("talk", "audio-0", 1, 10, false);
        var second = Records.ledger("talk", "audio-0", 2, 20, false);
        var last = Records.ledger("talk", "audio-0", 2, 20, true);

        assertThat(LedgerViews.isNewer(null, first)).isTrue();
        assertThat(LedgerViews.isNewer(first, second)).isTrue();
        assertThat(LedgerViews.isNewer(second, first)).isFalse();
        assertThat(LedgerViews.isNewer(second, last)).isTrue();
        assertThat(LedgerViews.isNewer(last, last)).isFalse();
    }
}
