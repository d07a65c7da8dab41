package dev.lockstep.view.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;

/** What the server counts. Thread-safe. */
final class ViewMetrics {
    private final MeterRegistry registry;

    ViewMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** A request was refused before it was looked at. */
    void refused(String reason) {
        registry.counter("lockstep.view.refused", "reason", reason).increment();
    }

    /** A request was answered. */
    void answered(String route, int status) {
        registry.counter(
                        "lockstep.view.requests",
                        Tags.of("route", route, "status", Integer.toString(status)))
                .increment();
    }

    /** A viewer was sent away. */
    void dropped(String transport, String reason) {
        registry.counter(
                        "lockstep.view.viewers.dropped",
                        Tags.of("transport", transport, "reason", reason))
                .increment();
    }
}
