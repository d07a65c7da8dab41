package dev.lockstep.producer.publish;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the records of one topic. Thread-safe. */
final class TopicTally {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    void countSent() {
        sent.incrementAndGet();
    }

    void countDelivered(boolean accepted) {
        (accepted ? acked : failed).incrementAndGet();
    }

    long sent() {
        return sent.get();
    }

    TopicCounts counts() {
        return new TopicCounts(sent.get(), acked.get(), failed.get());
    }
}
