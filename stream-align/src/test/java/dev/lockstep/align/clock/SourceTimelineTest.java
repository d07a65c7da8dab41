package dev.lockstep.align.clock;

import static dev.lockstep.align.clock.SourceTimeline.WRAP_US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Items;
import dev.lockstep.align.clock.Reading.Verdict;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimelineTest {
    private static final long S = 1_000_000;
    private static final long CHUNK_US = 100_000;
    private static final Plausibility LIVE = new Plausibility(true, 10 * S, 3_600 * S, 15 * S);
    private static final Plausibility REPLAY = new Plausibility(false, 10 * S, 3_600 * S, 15 * S);

    private SourceTimeline timeline = new SourceTimeline();

    @Test
    void repeatsAndWhatComesOutOfOrderAreKnown() {
        taken(0, 0, 0);
        taken(0, 1, CHUNK_US);
        taken(0, 4, 4 * CHUNK_US);
        assertThat(read(0, 1, CHUNK_US).verdict()).isEqualTo(Verdict.DUPLICATE);
        taken(0, 2, 2 * CHUNK_US);
        assertThat(read(0, 2, 2 * CHUNK_US).verdict()).isEqualTo(Verdict.DUPLICATE);
        taken(0, 3, 3 * CHUNK_US);
        assertThat(timeline.carriedOn()).isZero();
    }

    @Test
    void recordsOfTheEpochBeforeTheFirstThatCameAreTakenOnce() {
        taken(1, 3, 5 * S);
        taken(0, 0, S);
        taken(0, 1, 2 * S);
        assertThat(read(0, 0, S).verdict()).isEqualTo(Verdict.DUPLICATE);
        taken(1, 0, 4 * S);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTimestampThatWrapsIsCarriedOn(boolean live) throws IOException {
        long top = WRAP_US - CHUNK_US;
        takenAt(live, 0, top - CHUNK_US, top - CHUNK_US);
        takenAt(live, 1, top, top);
        // The record before the wrap is still on its way.
        takenAt(live, 3, CHUNK_US, WRAP_US + CHUNK_US);
        takenAt(live, 4, 2 * CHUNK_US, WRAP_US + 2 * CHUNK_US);
        restore();
        assertThat(timeline.shiftUs()).isEqualTo(WRAP_US);
        assertThat(timeline.carriedOn()).isEqualTo(1);
        takenAt(live, 2, top + 40_000, top + 40_000);
        // Words keep the timestamps of their sound.
        assertThat(timeline.onLine(top + 20_000)).isEqualTo(top + 20_000);
        assertThat(timeline.onLine(CHUNK_US)).isEqualTo(WRAP_US + CHUNK_US);
    }

    @Test
    void aClockThatIsSetBackIsCarriedOnByTheTimeThatWentBy() {
        taken(0, 0, 7_200 * S);
        taken(0, 1, 7_200 * S + CHUNK_US);
        // An hour back; it was ingested 100 ms after the one before it.
        StreamItem back = item(0, 2, 3_600 * S, 7_200 * S + 2 * CHUNK_US, false);
        Reading reading = timeline.read(back, REPLAY, 0);
        assertThat(reading.verdict()).isEqualTo(Verdict.TAKEN);
        assertThat(reading.eventTimeUs()).isEqualTo(7_200 * S + 2 * CHUNK_US);
        reading =
                timeline.read(
                        item(0, 3, 3_600 * S + CHUNK_US, 7_200 * S + 3 * CHUNK_US, false),
                        REPLAY,
                        0);
        assertThat(reading.eventTimeUs()).isEqualTo(7_200 * S + 3 * CHUNK_US);
        assertThat(timeline.carriedOn()).isEqualTo(1);
    }

    @Test
    void whatGoesBackByLessIsOutOfOrder() {
        taken(0, 0, 100 * S);
        taken(0, 1, 90 * S);
        assertThat(timeline.carriedOn()).isZero();
    }

    @Test
    void aSourceThatRestartsWithANewEpochCountsAnew() {
        taken(0, 50, 100 * S);
        taken(1, 0, 103 * S);
        assertThat(read(0, 50, 100 * S).verdict()).isEqualTo(Verdict.DUPLICATE);
        // What the old epoch left over is still taken, once.
        taken(0, 49, 100 * S - CHUNK_US);
        assertThat(read(0, 49, 100 * S - CHUNK_US).verdict()).isEqualTo(Verdict.DUPLICATE);
        taken(2, 0, 200 * S);
        assertThat(read(0, 48, 99 * S).verdict()).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void aSourceThatRestartsWithoutANewEpochIsNoticed() {
        taken(0, 0, 0);
        taken(0, 1, CHUNK_US);
        assertThat(read(0, 0, 0).verdict()).isEqualTo(Verdict.DUPLICATE);
        taken(0, 0, 20 * S);
        taken(0, 1, 20 * S + CHUNK_US);
        assertThat(read(0, 1, 20 * S + CHUNK_US).verdict()).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void afterItsEndASourceMayGoOnInEitherWay() {
        taken(0, 0, 0);
        timeline.read(item(0, 1, CHUNK_US, CHUNK_US, true), REPLAY, 0);
        assertThat(timeline.ended()).isTrue();
        // Its end again, sent later.
        StreamItem again = item(0, 1, CHUNK_US, 5 * S, true);
        assertThat(timeline.read(again, REPLAY, 0).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(timeline.ended()).isTrue();
        taken(0, 0, 3 * S);
        assertThat(timeline.ended()).isFalse();
        taken(0, 1, 3 * S + CHUNK_US);
    }

    @Test
    void aStragglerDoesNotUndoAnEnd() {
        taken(0, 0, 0);
        timeline.read(item(0, 2, 2 * CHUNK_US, 2 * CHUNK_US, true), REPLAY, 0);
        taken(0, 1, CHUNK_US);
        assertThat(timeline.ended()).isTrue();
    }

    @Test
    void liveATimeAheadOfTheClockIsRefusedAndChangesNothing() {
        takenAt(true, 0, 100 * S, 100 * S);
        Reading ahead = timeline.read(item(0, 1, 7_300 * S, 101 * S, false), LIVE, 101 * S);
        assertThat(ahead.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(ahead.problem()).contains("7199.0 s ahead").contains("align.max-future");
        takenAt(true, 1, 100 * S + CHUNK_US, 100 * S + CHUNK_US);
        takenAt(true, 2, 100 * S + 2 * CHUNK_US, 100 * S + 2 * CHUNK_US);
        // The limit itself is allowed; also as the first of an epoch.
        assertThat(timeline.read(item(0, 3, 111 * S, 101 * S, false), LIVE, 101 * S).verdict())
                .isEqualTo(Verdict.TAKEN);
        assertThat(timeline.read(item(1, 0, 111 * S + 1, 101 * S, false), LIVE, 101 * S).verdict())
                .isEqualTo(Verdict.REFUSED);
        assertThat(timeline.read(item(0, 4, 111 * S, 101 * S, false), LIVE, 101 * S).verdict())
                .isEqualTo(Verdict.TAKEN);
    }

    @Test
    void inAReplayAJumpIsRefusedUnlessTheEpochRises() {
        taken(0, 0, 0);
        Reading jump = timeline.read(item(0, 1, 7_200 * S, CHUNK_US, false), REPLAY, 0);
        assertThat(jump.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(jump.problem()).contains("7200.0 s").contains("align.max-jump");
        taken(0, 1, CHUNK_US);
        Reading raised = timeline.read(item(1, 0, 7_200 * S, CHUNK_US, false), REPLAY, 0);
        assertThat(raised.verdict()).isEqualTo(Verdict.TAKEN);
        assertThat(raised.eventTimeUs()).isEqualTo(7_200 * S);
    }

    @Test
    void inAReplayTextsMayBeADayApart() {
        StreamItem first = Items.text("s", 0, 0, "a");
        StreamItem next = Items.text("s", 1, 86_000_000L, "b");
        assertThat(timeline.read(first, REPLAY, 0).verdict()).isEqualTo(Verdict.TAKEN);
        assertThat(timeline.read(next, REPLAY, 0).verdict()).isEqualTo(Verdict.TAKEN);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, (1L << 53) + 1, -1, Long.MIN_VALUE})
    void impossibleTimesAreRefused(long eventTimeUs) {
        for (Plausibility plausible : List.of(LIVE, REPLAY)) {
            Reading reading =
                    timeline.read(item(0, 0, eventTimeUs, 0, false), plausible, Long.MAX_VALUE / 2);
            assertThat(reading.verdict()).isEqualTo(Verdict.REFUSED);
        }
        taken(0, 0, 0);
    }

    private void taken(int epoch, long sequence, long eventTimeUs) {
        Reading reading = read(epoch, sequence, eventTimeUs);
        assertThat(reading.verdict()).isEqualTo(Verdict.TAKEN);
        assertThat(reading.eventTimeUs()).isEqualTo(eventTimeUs);
    }

    private void takenAt(boolean live, long sequence, long eventTimeUs, long atUs) {
        StreamItem item = item(0, sequence, eventTimeUs, atUs, false);
        Reading reading = timeline.read(item, live ? LIVE : REPLAY, atUs);
        assertThat(reading.verdict()).isEqualTo(Verdict.TAKEN);
        assertThat(reading.eventTimeUs()).isEqualTo(atUs);
    }

    private Reading read(int epoch, long sequence, long eventTimeUs) {
        return timeline.read(item(epoch, sequence, eventTimeUs, eventTimeUs, false), REPLAY, 0);
    }

    private void restore() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        timeline.write(new DataOutputStream(bytes));
        timeline = new SourceTimeline();
        timeline.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static StreamItem item(
            int epoch, long sequence, long eventTimeUs, long ingestUs, boolean end) {
        return new StreamItem(
                "s",
                "audio-0",
                Modality.AUDIO,
                ItemRole.RECORD,
                epoch,
                sequence,
                eventTimeUs,
                end ? 0 : CHUNK_US,
                0,
                ingestUs,
                end,
                List.of(),
                null,
                null,
                null);
    }
}
