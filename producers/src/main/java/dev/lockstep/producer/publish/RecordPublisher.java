package dev.lockstep.producer.publish;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistryException;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends records to their topics and counts what becomes of them. A full buffer blocks the caller;
 * nothing is dropped. One thread sends; counts may be read from any.
 */
public final class RecordPublisher implements AutoCloseable {

    private static final long POLL_NANOS = 5_000_000;

    private final PublisherConf conf;
    private final SchemaRegistry registry;
    private final StopSignal stop;
    private final KafkaProducer<byte[], byte[]> kafka;
    private final Map<String, AvroRecordEncoder<?>> encoders = new ConcurrentHashMap<>();
    private final Map<String, TopicTally> tallies = new ConcurrentHashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long graceEndNanos;

    /**
     * A publisher; connects at the first record.
     *
     * @param stop when given, a record that the buffer has no room for waits only for the close
     *     patience any more
     * @throws ProducerException when the addresses or client properties cannot be understood
     */
    public RecordPublisher(PublisherConf conf, SchemaRegistry registry, StopSignal stop) {
        this.conf = conf;
        this.registry = registry;
        this.stop = stop;
        try {
            this.kafka = new KafkaProducer<>(conf.toProperties());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ProducerException(
                    "The Kafka producer cannot start with the brokers "
                            + conf.bootstrapServers()
                            + " ("
                            + cause.getMessage()
                            + "): check host:port and the client properties.",
                    e);
        }
    }

    /**
     * Sends a record, keyed by its stream, at its event time; returns once it lies in the buffer.
     *
     * @throws ProducerException when an earlier record was refused, the broker or topic does not
     *     answer, or the stop signal ended the wait for room
     */
    public <T extends SpecificRecordBase> void send(Topic<T> topic, T value) {
        throwFailure();
        TopicTally tally = tallies.computeIfAbsent(topic.name(), n -> new TopicTally());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.name(),
                        null,
                        topic.timestampMs(value),
                        topic.key(value),
                        encode(topic, value));
        long startNanos = System.nanoTime();
        while (true) {
            Delivery delivery = new Delivery(tally, failure);
            try {
                // The delivery hears everything that the future would tell.
                var unused = kafka.send(record, delivery);
            } catch (KafkaException e) {
                throw refused(topic, e);
            }
            Optional<Exception> refused = delivery.buffered();
            if (refused.isEmpty()) {
                return;
            }
            if (!(refused.get() instanceof TimeoutException)) {
                throw refused(topic, refused.get());
            }
            waitForRoom(topic, tally, startNanos, refused.get());
        }
    }

    private void waitForRoom(Topic<?> topic, TopicTally tally, long startNanos, Exception timeout) {
        long now = System.nanoTime();
        if (tally.sent() == 0 && now - startNanos > conf.connectPatience().toNanos()) {
            throw new ProducerException(
                    "Kafka at "
                            + conf.bootstrapServers()
                            + " did not take a record for topic "
                            + topic.name()
                            + " ("
                            + timeout.getMessage()
                            + "): check that the broker runs and that the topic exists.",
                    timeout);
        }
        if (graceIsOver()) {
            throw new ProducerException(
                    "Kafka at "
                            + conf.bootstrapServers()
                            + " takes no more records: the end of the stream is not published.",
                    timeout);
        }
        throwFailure();
    }

    private <T extends SpecificRecordBase> byte[] encode(Topic<T> topic, T value) {
        @SuppressWarnings("unchecked")
        AvroRecordEncoder<T> encoder =
                (AvroRecordEncoder<T>)
                        encoders.computeIfAbsent(
                                topic.name(), n -> new AvroRecordEncoder<>(topic, registry));
        try {
            return encoder.encode(value);
        } catch (SchemaRegistryException e) {
            throw new ProducerException(
                    "The schema of topic "
                            + topic.name()
                            + " could not be registered: "
                            + e.getMessage(),
                    e);
        }
    }

    private void throwFailure() {
        Exception first = failure.get();
        if (first != null) {
            throw new ProducerException(
                    "Kafka refused a record that was sent before ("
                            + first.getMessage()
                            + "): the run ends so that nothing more is lost.",
                    first);
        }
    }

    private static ProducerException refused(Topic<?> topic, Exception e) {
        return new ProducerException(
                "Kafka refuses records for topic "
                        + topic.name()
                        + " ("
                        + e.getMessage()
                        + "): check the topic's limits and the rights of this user.",
                e);
    }

    /** Counts by topic. */
    public Map<String, TopicCounts> counts() {
        Map<String, TopicCounts> counts = new TreeMap<>();
        tallies.forEach((topic, tally) -> counts.put(topic, tally.counts()));
        return counts;
    }

    /**
     * Waits until every record that was sent is acknowledged or refused; once the stop signal is
     * given, for at most the close patience. An interrupt of the thread is the signal.
     */
    public void settle() {
        boolean interrupted = false;
        while (outstanding() > 0 && !graceIsOver()) {
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                interrupted = true;
                stop.stop();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Settles, and tells when not every record is in the log.
     *
     * @throws ProducerException when one was refused, or the wait is over
     */
    public void awaitAcknowledgements() {
        settle();
        throwFailure();
        if (outstanding() > 0) {
            throw new ProducerException(
                    "Kafka at "
                            + conf.bootstrapServers()
                            + " did not acknowledge all records: check the broker, and run again.",
                    null);
        }
    }

    /**
     * Waits for the last acknowledgements, for at most the close patience; what has none by then
     * counts as failed. The registry stays open.
     */
    @Override
    public void close() {
        kafka.close(graceIsOver() ? Duration.ZERO : conf.closePatience());
    }

    private long outstanding() {
        return tallies.values().stream()
                .map(TopicTally::counts)
                .mapToLong(c -> c.sent() - c.acked() - c.failed())
                .sum();
    }

    private boolean graceIsOver() {
        if (!stop.isStopped()) {
            return false;
        }
        long now = System.nanoTime();
        if (graceEndNanos == 0) {
            graceEndNanos = now + conf.closePatience().toNanos();
        }
        return now - graceEndNanos > 0;
    }
}
