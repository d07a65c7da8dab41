package dev.lockstep.producer.publish;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one record. The Kafka client reports a record that never got into its buffer on
 * the sending thread, before {@code send} returns; that one may be sent again and is not counted.
 */
final class Delivery implements Callback {

    private final TopicTally tally;
    private final AtomicReference<Exception> failure;
    private final Thread sender = Thread.currentThread();
    private @Nullable Exception notBuffered;

    Delivery(TopicTally tally, AtomicReference<Exception> failure) {
        this.tally = tally;
        this.failure = failure;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception e) {
        if (e != null && Thread.currentThread() == sender) {
            notBuffered = e;
            return;
        }
        if (e != null) {
            failure.compareAndSet(null, e);
        }
        tally.countDelivered(e == null);
    }

    /** After {@code send}: counts the record, or tells why it did not get into the buffer. */
    Optional<Exception> buffered() {
        if (notBuffered == null) {
            tally.countSent();
        }
        return Optional.ofNullable(notBuffered);
    }
}
