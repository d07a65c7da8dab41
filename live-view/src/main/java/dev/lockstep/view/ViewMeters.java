package dev.lockstep.view;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** How the view is: whether it runs, and how many records it has still to read. Thread-safe. */
final class ViewMeters implements MeterBinder {
    private static final String LAG = "records-lag";

    private final KafkaStreams streams;

    ViewMeters(KafkaStreams streams) {
        this.streams = streams;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("lockstep.view.running", this, ViewMeters::running)
                .description("1 while the view answers, 0 while its state is moved or it has ended")
                .register(registry);
        Gauge.builder("lockstep.view.lag", this, ViewMeters::lag)
                .description("Records that this instance has still to read")
                .baseUnit("records")
                .register(registry);
    }

    private double running() {
        return streams.state() == KafkaStreams.State.RUNNING ? 1 : 0;
    }

    private double lag() {
        double sum = 0;
        for (Metric metric : streams.metrics().values()) {
            if (LAG.equals(metric.metricName().name())
                    && metric.metricName().tags().containsKey("partition")
                    && metric.metricValue() instanceof Double records
                    && Double.isFinite(records)) {
                sum += records;
            }
        }
        return sum;
    }
}
