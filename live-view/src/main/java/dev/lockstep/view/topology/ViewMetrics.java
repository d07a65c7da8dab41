package dev.lockstep.view.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the view counts. Thread-safe. */
public final class ViewMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> read = new ConcurrentHashMap<>();

    /** Counts into a registry. */
    public ViewMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A record was read. */
    public void read(String topic) {
        read.computeIfAbsent(
                        topic,
                        name ->
                                Counter.builder("lockstep.view.records.read")
                                        .description("Records that the view has read")
                                        .tag("topic", name)
                                        .register(registry))
                .increment();
    }

    /** A record could not be used. */
    public void skipped(String topic, String reason) {
        registry.counter(
                        "lockstep.view.records.skipped",
                        "topic",
                        topic,
                        "reason",
                        reason.toLowerCase(Locale.ROOT))
                .increment();
    }

    /** What became of a picture: shown, blurred, held, plain, missing or broken. */
    public void picture(String outcome) {
        registry.counter("lockstep.view.pictures", "outcome", outcome).increment();
    }

    /** Another instance did not answer. */
    public void unanswered(String instance) {
        registry.counter("lockstep.view.instances.unanswered", "instance", instance).increment();
    }

    /** A thread of the view died and was replaced, or the view gave up. */
    public void threadDied() {
        registry.counter("lockstep.view.threads.died").increment();
    }
}
