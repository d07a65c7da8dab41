package dev.lockstep.producer.media;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an opened source carries.
 *
 * @param format short name of the container, for instance {@code mpegts}
 * @param audio the audio track, if there is one that can be decoded
 * @param video the video track, if there is one that can be decoded and pictures are asked for
 * @param durationUs length in µs; empty for live sources and where the container does not say
 * @param live timestamps count from the connection, not from the start of a recording
 * @param warnings one sentence for each thing that was left out
 */
public record MediaInfo(
        String format,
        Optional<Audio> audio,
        Optional<Video> video,
        OptionalLong durationUs,
        boolean live,
        List<String> warnings) {

    public MediaInfo {
        warnings = List.copyOf(warnings);
    }

    /** True when the source has sound. */
    public boolean hasAudio() {
        return audio.isPresent();
    }

    /** True when the source has pictures. */
    public boolean hasVideo() {
        return video.isPresent();
    }

    /** The audio track as it is in the container: codec name, rate in Hz, number of channels. */
    public record Audio(String codec, int sampleRateHz, int channels) {}

    /** The video track as it is in the container: codec name, size in pixels, frames a second. */
    public record Video(String codec, int width, int height, double framesPerSecond) {}
}
