package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.schema.payload.PayloadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a source is published.
 *
 * @param streamId the stream; also the Kafka key
 * @param audioSourceId source id of the sound
 * @param videoSourceId source id of the pictures
 * @param chunkMs length of an audio chunk, ms
 * @param pacing how fast recorded media is handed over; live media goes at once
 * @param startUs event time of PTS 0 of recorded media, µs since the epoch; empty: when the run
 *     begins
 * @param companions ids of sources that are published on the same stream beside this one, such as
 *     its chat; they are announced with the own ones
 * @param payloads where pictures above the inline limit go; empty: they fail the run
 */
public record MediaProducerConf(
        String streamId,
        String audioSourceId,
        String videoSourceId,
        int chunkMs,
        Pacing pacing,
        OptionalLong startUs,
        List<String> companions,
        Optional<PayloadStore> payloads) {

    public MediaProducerConf {
        companions = List.copyOf(companions);
        if (streamId.isBlank()) {
            throw new IllegalArgumentException("The stream needs an id.");
        }
    }

    /** 100 ms chunks in real time from now on. */
    public static MediaProducerConf of(String streamId) {
        return new MediaProducerConf(
                streamId,
                "audio-0",
                "video-0",
                100,
                Pacing.REALTIME,
                OptionalLong.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same with another pacing. */
    public MediaProducerConf withPacing(Pacing other) {
        return new MediaProducerConf(
                streamId,
                audioSourceId,
                videoSourceId,
                chunkMs,
                other,
                startUs,
                companions,
                payloads);
    }

    /** The same with PTS 0 at that event time, µs since the epoch. */
    public MediaProducerConf withStartUs(long us) {
        return new MediaProducerConf(
                streamId,
                audioSourceId,
                videoSourceId,
                chunkMs,
                pacing,
                OptionalLong.of(us),
                companions,
                payloads);
    }

    /** The same beside other sources of the stream. */
    public MediaProducerConf withCompanions(List<String> sourceIds) {
        return new MediaProducerConf(
                streamId,
                audioSourceId,
                videoSourceId,
                chunkMs,
                pacing,
                startUs,
                sourceIds,
                payloads);
    }

    /** The same with a place for large pictures. */
    public MediaProducerConf withPayloads(PayloadStore store) {
        return new MediaProducerConf(
                streamId,
                audioSourceId,
                videoSourceId,
                chunkMs,
                pacing,
                startUs,
                companions,
                Optional.of(store));
    }

    /** Ids of all sources that are published on the stream, those of the media first. */
    public List<String> sources(MediaInfo media) {
        List<String> ids = new ArrayList<>();
        if (media.hasAudio()) {
            ids.add(audioSourceId);
        }
        if (media.hasVideo()) {
            ids.add(videoSourceId);
        }
        ids.addAll(companions);
        return ids;
    }
}
