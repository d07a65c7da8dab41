package dev.lockstep.load.streams;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.local.summary.Percentiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What so many streams took after the warm-up.
 *
 * @param streams how many
 * @param audioSeconds sound of all streams that was measured, s
 * @param cpuSecondsPerAudioSecond of this process and the registry's
 * @param parts the same by part
 * @param residentMb resident memory of this process, MB
 * @param perStream lags of each stream
 */
record StreamsResult(
        int streams,
        @JsonProperty("audio_seconds") double audioSeconds,
        @JsonProperty("cpu_seconds_per_audio_second") double cpuSecondsPerAudioSecond,
        Map<String, Double> parts,
        @JsonProperty("rss_mb") long residentMb,
        @JsonProperty("per_stream") List<StreamLags> perStream) {
    StreamsResult {
        perStream = List.copyOf(perStream);
    }

    /**
     * Lags of one stream, ms.
     *
     * @param stream which
     * @param words words in final captions
     * @param rewrites committed words that changed
     * @param lag to the first caption that shows a word
     * @param commitLag to the one that commits it
     * @param finalLag from the end of speech to the final
     */
    record StreamLags(
            String stream,
            int words,
            @JsonProperty("committed_rewrites") int rewrites,
            @JsonProperty("lag_ms") @Nullable Percentiles lag,
            @JsonProperty("commit_lag_ms") @Nullable Percentiles commitLag,
            @JsonProperty("final_lag_ms") @Nullable Percentiles finalLag) {}
}
