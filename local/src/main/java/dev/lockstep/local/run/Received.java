package dev.lockstep.local.run;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record that a reader received.
 *
 * @param topic where from
 * @param value the record
 * @param receivedUs wall clock at which it was handed out by the Kafka client, µs since the epoch
 */
public record Received(String topic, SpecificRecordBase value, long receivedUs) {}
