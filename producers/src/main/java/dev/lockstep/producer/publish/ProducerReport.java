package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaStats;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a run.
 *
 * @param topics counts by topic, end-of-stream records included
 * @param media what was met while reading
 * @param durationUs media time that was published, µs
 * @param soundUs length of the sound that was published, µs
 * @param stopped the run was ended by {@code stop()}
 * @param problem one sentence when the run could not do all that was asked; the counts hold anyway
 */
public record ProducerReport(
        Map<String, TopicCounts> topics,
        MediaStats media,
        long durationUs,
        long soundUs,
        boolean stopped,
        Optional<String> problem) {

    public ProducerReport {
        topics = Map.copyOf(topics);
    }

    /** True when everything that was read is in the log. */
    public boolean complete() {
        return problem.isEmpty() && failed() == 0;
    }

    /** Records handed to the Kafka client, all topics. */
    public long sent() {
        return topics.values().stream().mapToLong(TopicCounts::sent).sum();
    }

    /** Records accepted by the log, all topics. */
    public long acked() {
        return topics.values().stream().mapToLong(TopicCounts::acked).sum();
    }

    /** Records not accepted, all topics. */
    public long failed() {
        return topics.values().stream().mapToLong(TopicCounts::failed).sum();
    }
}
