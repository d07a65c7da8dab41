package dev.lockstep.schema.flow;

import dev.lockstep.schema.avro.Modality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a stage tells the aligner of a stream. Immutable.
 *
 * @param streamId the stream
 * @param sourceId the source within it
 * @param modality what the source carries
 * @param role what it is to the aligner
 * @param epoch epoch of the source
 * @param sequence number within source and epoch
 * @param eventTimeUs capture time, µs since the epoch
 * @param durationUs how long it lasts, µs; 0 for a point in time
 * @param originUs event time at which the source's timestamps are 0, µs since the epoch
 * @param ingestTimeUs when the producer handed it to Kafka, µs since the epoch
 * @param endOfStream whether the source ends with it
 * @param announced sources that the producer publishes on the stream; empty where it does not tell
 * @param content what it says; null where nothing is known of it
 * @param mark how far its sound was searched for speech; null where nobody searches
 * @param spoken words, with role {@link ItemRole#SPOKEN} only
 */
public record StreamItem(
        String streamId,
        String sourceId,
        Modality modality,
        ItemRole role,
        int epoch,
        long sequence,
        long eventTimeUs,
        long durationUs,
        long originUs,
        long ingestTimeUs,
        boolean endOfStream,
        List<String> announced,
        @Nullable ItemContent content,
        @Nullable SpeechMark mark,
        @Nullable SpokenWords spoken) {

    /** Words of a source. */
    public static StreamItem spoken(String streamId, String sourceId, SpokenWords words) {
        return new StreamItem(
                streamId,
                sourceId,
                Modality.AUDIO,
                ItemRole.SPOKEN,
                0,
                -1,
                0,
                0,
                0,
                0,
                false,
                List.of(),
                null,
                null,
                words);
    }

    /** The same in another role. */
    public StreamItem as(ItemRole other) {
        return changed(other, ingestTimeUs, announced, content, mark);
    }

    /** The same with what is known of it. */
    public StreamItem with(@Nullable ItemContent known) {
        return changed(role, ingestTimeUs, announced, known, mark);
    }

    /** The same with sources that it names. */
    public StreamItem announcing(List<String> sources) {
        return changed(role, ingestTimeUs, List.copyOf(sources), content, mark);
    }

    /** The same with another time at which it was handed to Kafka, µs since the epoch. */
    public StreamItem ingestedAt(long us) {
        return changed(role, us, announced, content, mark);
    }

    /** The same whose sound was searched for speech. */
    public StreamItem searched(SpeechMark by) {
        return changed(role, ingestTimeUs, announced, content, by);
    }

    private StreamItem changed(
            ItemRole newRole,
            long newIngestTimeUs,
            List<String> newAnnounced,
            @Nullable ItemContent newContent,
            @Nullable SpeechMark newMark) {
        return new StreamItem(
                streamId,
                sourceId,
                modality,
                newRole,
                epoch,
                sequence,
                eventTimeUs,
                durationUs,
                originUs,
                newIngestTimeUs,
                endOfStream,
                newAnnounced,
                newContent,
                newMark,
                spoken);
    }
}
