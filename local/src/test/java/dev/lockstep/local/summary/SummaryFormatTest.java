package dev.lockstep.local.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.ledger.LedgerTotals;

import org.junit.jupiter.api.Test;

class SummaryFormatTest {
    private static final RunSummary REAL_TIME =
            new RunSummary(
                    11.0,
                    22,
                    0.0455,
                    new Percentiles(410.5, 900, 950),
                    new Percentiles(800, 1200, 1250),
                    new Percentiles(400, 500, 510),
                    7_340L,
                    0,
                    0.21,
                    111,
                    110,
                    1,
                    new LedgerTotals(110, 105, 2, 1, 1, 0, 1, true),
                    "e3b0");

    @Test
    void jsonHasExactlyThePromisedFields() {
        assertThat(SummaryFormat.json(REAL_TIME))
                .isEqualTo(
                        "{\"audio_seconds\":11.0,\"words\":22,\"wer\":0.0455,"
                                + "\"lag_ms\":{\"p50\":410.5,\"p95\":900.0,\"p99\":950.0},"
                                + "\"commit_lag_ms\":{\"p50\":800.0,\"p95\":1200.0,\"p99\":1250.0},"
                                + "\"final_lag_ms\":{\"p50\":400.0,\"p95\":500.0,\"p99\":510.0},"
                                + "\"first_caption_after_ms\":7340,"
                                + "\"committed_rewrites\":0,"
                                + "\"cpu_seconds_per_audio_second\":0.21,"
                                + "\"records_in\":111,\"records_out\":110,\"dead_letters\":1,"
                                + "\"ledger\":{\"read\":110,\"matched\":105,"
                                + "\"late_revised\":2,\"late_dropped\":1,\"duplicate\":1,"
                                + "\"invalid\":0,\"shed\":1,\"balanced\":true},"
                                + "\"settled_digest\":\"e3b0\"}");
    }

    @Test
    void whatIsNotKnownIsNullInJsonAndSaidInWords() {
        RunSummary fast =
                new RunSummary(
                        11,
                        22,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        111,
                        100,
                        1,
                        new LedgerTotals(101, 100, 0, 0, 0, 1, 0, false),
                        "e3b0");
        assertThat(SummaryFormat.json(fast))
                .contains("\"wer\":null", "\"lag_ms\":null", "\"commit_lag_ms\":null")
                .contains("\"final_lag_ms\":null", "\"cpu_seconds_per_audio_second\":null");
        assertThat(SummaryFormat.lines(fast, false))
                .containsExactly(
                        "22 words in 11.0 s of sound",
                        "lags: not measured, they mean something at --speed 1 only",
                        "committed words rewritten: 0",
                        "records: 111 in ≠ 100 out + 1 dead letters",
                        "ledger: 101 read ≠ 100 matched + 1 invalid");
    }

    @Test
    void linesForPeopleSayTheSame() {
        assertThat(SummaryFormat.lines(REAL_TIME, true))
                .containsExactly(
                        "22 words in 11.0 s of sound, word error rate 4.6 %",
                        "word to first caption: p50 411 ms, p95 900 ms, p99 950 ms",
                        "word to its commit: p50 800 ms, p95 1200 ms, p99 1250 ms",
                        "end of speech to final: p50 400 ms, p95 500 ms, p99 510 ms",
                        "first caption: 7.3 s after the start of the command",
                        "committed words rewritten: 0",
                        "CPU: 0.21 s per second of sound (all processes, once started)",
                        "records: 111 in = 110 out + 1 dead letters",
                        "ledger: 110 read = 105 matched + 2 late revised + 1 late dropped"
                                + " + 1 duplicate + 1 shed");
    }
}
