package dev.lockstep.producer.publish;

/**
 * What became of the records of one topic: sent = acked + failed once everything is flushed.
 *
 * @param sent handed to the Kafka client
 * @param acked accepted by the log
 * @param failed not accepted
 */
public record TopicCounts(long sent, long acked, long failed) {}
