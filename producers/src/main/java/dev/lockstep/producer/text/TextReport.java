package dev.lockstep.producer.text;

import dev.lockstep.producer.publish.TopicCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outcome of a run.
 *
 * @param topics counts by topic, the end-of-stream record included
 * @param bad pieces that could not be read; each is a dead letter
 * @param firstProblems the first ten sentences about them
 * @param problem one sentence when the feed or Kafka failed
 */
public record TextReport(
        Map<String, TopicCounts> topics,
        long bad,
        List<String> firstProblems,
        Optional<String> problem) {

    public TextReport {
        topics = Map.copyOf(topics);
        firstProblems = List.copyOf(firstProblems);
    }

    /** True when all that was read is in the log, the bad pieces as dead letters. */
    public boolean complete() {
        return problem.isEmpty() && topics.values().stream().allMatch(t -> t.failed() == 0);
    }
}
