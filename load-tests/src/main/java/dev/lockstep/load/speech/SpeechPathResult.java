package dev.lockstep.load.speech;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a run of a speech path took.
 *
 * @param name who ran
 * @param audioSeconds sound that was fed, s
 * @param cpuSecondsPerAudioSecond CPU of the process after its models were loaded
 * @param perMinute the same for each whole minute of sound, in order
 * @param residentMb resident memory at the end, MB
 * @param text what was understood
 */
public record SpeechPathResult(
        String name,
        @JsonProperty("audio_seconds") double audioSeconds,
        @JsonProperty("cpu_seconds_per_audio_second") double cpuSecondsPerAudioSecond,
        @JsonProperty("per_minute") List<Double> perMinute,
        @JsonProperty("rss_mb") long residentMb,
        String text) {
    public SpeechPathResult {
        perMinute = List.copyOf(perMinute);
    }
}
