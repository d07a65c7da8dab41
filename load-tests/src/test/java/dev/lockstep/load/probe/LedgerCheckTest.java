package dev.lockstep.load.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ProcessingTimes;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class LedgerCheckTest {
    private static final Map<String, Map<String, Long>> SENT = Map.of("a", Map.of("audio-0", 10L));

    private final LedgerCheck check = new LedgerCheck(Map.of("a", List.of("audio-0")));

    @Test
    void theNewestEntryCounts() {
        check.accept(entry("a", 1, 10, 10, true));
        check.accept(entry("a", 0, 4, 4, false));
        assertThat(check.closed()).isTrue();
        assertThat(check.problems(SENT)).isEmpty();
        assertThat(check.rows(SENT)).singleElement().matches(LedgerCheck.Row::addsUp);
    }

    @Test
    void aRecordThatIsMissingIsTold() {
        check.accept(entry("a", 0, 9, 9, true));
        assertThat(check.problems(SENT))
                .containsExactly(
                        "a/audio-0: 10 records were sent, 9 were read and all of these have one"
                                + " outcome.");
    }

    @Test
    void aRecordWithoutAnOutcomeIsTold() {
        check.accept(entry("a", 0, 10, 9, true));
        assertThat(check.problems(SENT)).singleElement().asString().contains("not all of these");
    }

    @Test
    void aSourceThatNobodyTellsOfIsTold() {
        check.accept(entry("b", 0, 10, 10, true));
        assertThat(check.closed()).isFalse();
        assertThat(check.problems(SENT)).containsExactly("The ledger does not tell of a/audio-0.");
    }

    @Test
    void stagesCountFromTheIntendedMoment() {
        StageProbe probe = new StageProbe();
        probe.accept(
                "caption",
                ProcessingTimes.newBuilder()
                        .setCapturedUs(0)
                        .setIngestedUs(2_000L)
                        .setInferredUs(42_000L)
                        .setPublishedUs(43_000L)
                        .build(),
                1_000,
                50_000);
        assertThat(probe.stages())
                .extracting(StageProbe.Stage::stage)
                .containsExactly(
                        "intended → ingested",
                        "ingested → inferred",
                        "inferred → published",
                        "published → received",
                        "intended → received");
        assertThat(probe.stages())
                .extracting(StageProbe.Stage::p50)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 0.05 ? 0 : Double.compare(a, b))
                .containsExactly(1.0, 40.0, 1.0, 7.0, 49.0);
        assertThat(probe.wholes().get("caption"))
                .containsExactly(new StageProbe.Sample(1_000, 49_000));
    }

    private static LedgerEntry entry(
            String stream, long interval, long read, long matched, boolean ended) {
        return LedgerEntry.newBuilder()
                .setStreamId(stream)
                .setSourceId("audio-0")
                .setModality(Modality.AUDIO)
                .setEventTimeUs(0)
                .setInterval(interval)
                .setRead(read)
                .setMatched(matched)
                .setLateRevised(0)
                .setLateDropped(0)
                .setDuplicate(0)
                .setInvalid(0)
                .setShed(0)
                .setEndOfStream(ended)
                .build();
    }
}
