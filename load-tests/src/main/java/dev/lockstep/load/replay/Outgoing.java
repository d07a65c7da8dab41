package dev.lockstep.load.replay;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A delivery as the record that is sent.
 *
 * @param delivery what and when
 * @param record the record of Kafka
 */
record Outgoing(Delivery delivery, ProducerRecord<byte[], byte[]> record) {}
