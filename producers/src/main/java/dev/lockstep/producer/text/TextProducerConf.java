package dev.lockstep.producer.text;

import dev.lockstep.producer.publish.Pacing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a text feed is published.
 *
 * @param streamId the stream; also the Kafka key
 * @param sourceId the source within the stream
 * @param pacing how fast texts that have times are handed over
 * @param startUs event time of PTS 0, µs since the epoch; empty: when the run begins
 * @param companions ids of sources that are published on the same stream beside this one, such as
 *     its sound; they are announced with this one
 */
public record TextProducerConf(
        String streamId,
        String sourceId,
        Pacing pacing,
        OptionalLong startUs,
        List<String> companions) {

    public TextProducerConf {
        companions = List.copyOf(companions);
        if (streamId.isBlank() || sourceId.isBlank()) {
            throw new IllegalArgumentException("The stream and the source need ids.");
        }
    }

    /** Source text-0, in real time from now on. */
    public static TextProducerConf of(String streamId) {
        return new TextProducerConf(
                streamId, "text-0", Pacing.REALTIME, OptionalLong.empty(), List.of());
    }

    /** The same with another pacing and start. */
    public TextProducerConf withPacing(Pacing other, OptionalLong start) {
        return new TextProducerConf(streamId, sourceId, other, start, companions);
    }

    /** The same beside other sources of the stream. */
    public TextProducerConf withCompanions(List<String> sourceIds) {
        return new TextProducerConf(streamId, sourceId, pacing, startUs, sourceIds);
    }

    /** Ids of all sources that are published on the stream, this one last. */
    public List<String> sources() {
        List<String> ids = new ArrayList<>(companions);
        ids.add(sourceId);
        return ids;
    }
}
