package dev.lockstep.local.summary;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.lockstep.local.ledger.LedgerTotals;

import org.jspecify.annotations.Nullable;

/**
 * What a run came to; as JSON its field names are those of the components with underscores.
 *
 * @param audioSeconds length of the sound that was sent
 * @param words words of the captions
 * @param wer word error rate against the reference; null without one
 * @param lagMs word to the first caption that shows it; null unless played in real time
 * @param commitLagMs word to the first caption that commits it; null unless played in real time
 * @param finalLagMs end of speech to the final caption; null unless played in real time
 * @param firstCaptionAfterMs from the start of this process's JVM to the first caption with words;
 *     null without one
 * @param committedRewrites committed words that a later caption changed
 * @param cpuSecondsPerAudioSecond CPU time of this process and the registry's from start to end of
 *     the run, start-up left out, per second of sound; null without sound
 * @param recordsIn records sent to the job: sound, pictures and texts
 * @param recordsOut records that the job accounted for as processed
 * @param deadLetters records that the job refused
 * @param ledger the ledgers of all sources, added up
 * @param settledDigest SHA-256 over the settled windows in canonical form, hex
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder({
    "audio_seconds",
    "words",
    "wer",
    "lag_ms",
    "commit_lag_ms",
    "final_lag_ms",
    "first_caption_after_ms",
    "committed_rewrites",
    "cpu_seconds_per_audio_second",
    "records_in",
    "records_out",
    "dead_letters",
    "ledger",
    "settled_digest"
})
public record RunSummary(
        double audioSeconds,
        int words,
        @Nullable Double wer,
        @Nullable Percentiles lagMs,
        @Nullable Percentiles commitLagMs,
        @Nullable Percentiles finalLagMs,
        @Nullable Long firstCaptionAfterMs,
        int committedRewrites,
        @Nullable Double cpuSecondsPerAudioSecond,
        long recordsIn,
        long recordsOut,
        long deadLetters,
        LedgerTotals ledger,
        String settledDigest) {

    /** True when what went in is what came out and what was refused. */
    public boolean balanced() {
        return recordsIn == recordsOut + deadLetters;
    }
}
