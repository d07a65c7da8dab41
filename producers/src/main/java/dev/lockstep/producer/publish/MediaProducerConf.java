package dev.lockstep.producer.publish;

import dev.lockstep.schema.payload.PayloadStore;
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
 * @param payloads where pictures above the inline limit go; empty: they fail the run
 */
public record MediaProducerConf(
        String streamId,
        String audioSourceId,
        String videoSourceId,
        int chunkMs,
        Pacing pacing,
        OptionalLong startUs,
        Optional<PayloadStore> payloads) {

    public MediaProducerConf {
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
                Optional.empty());
    }

    /** The same with another pacing. */
    public MediaProducerConf withPacing(Pacing other) {
        return new MediaProducerConf(
                streamId, audioSourceId, videoSourceId, chunkMs, other, startUs, payloads);
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
                Optional.of(store));
    }
}
