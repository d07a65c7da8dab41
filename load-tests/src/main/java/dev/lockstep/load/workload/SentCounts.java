package dev.lockstep.load.workload;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What was handed over of one source, and what was done to it. Thread-safe. */
final class SentCounts {
    private final AtomicLong sent = new AtomicLong();
    private final Map<Fault.Kind, AtomicLong> faults = new EnumMap<>(Fault.Kind.class);

    SentCounts() {
        for (Fault.Kind kind : Fault.Kind.values()) {
            faults.put(kind, new AtomicLong());
        }
    }

    void sent() {
        sent.incrementAndGet();
    }

    void fault(Fault.Kind kind) {
        Objects.requireNonNull(faults.get(kind)).incrementAndGet();
    }

    /** Records handed over, copies and the end of the stream among them. */
    long records() {
        return sent.get();
    }

    /** Records that a fault has struck. */
    long struck(Fault.Kind kind) {
        return Objects.requireNonNull(faults.get(kind)).get();
    }
}
