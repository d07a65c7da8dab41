package dev.lockstep.view;

import dev.lockstep.view.compliance.ComplianceMetrics;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.query.UnknownStreamException;
import dev.lockstep.view.query.ViewNotReadyException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the compliance figures of this instance's streams as gauges, on a thread of its own. */
final class ComplianceGauges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComplianceGauges.class);
    private static final long INTERVAL_S = 5;

    private final StreamViews views;
    private final ComplianceMetrics metrics;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    runnable -> {
                        Thread made = new Thread(runnable, "view-compliance");
                        made.setDaemon(true);
                        return made;
                    });

    private ComplianceGauges(StreamViews views, MeterRegistry meters) {
        this.views = views;
        this.metrics = new ComplianceMetrics(meters);
    }

    /**
     * Begins.
     *
     * @param views the streams of this instance
     */
    static ComplianceGauges start(StreamViews views, MeterRegistry meters) {
        ComplianceGauges gauges = new ComplianceGauges(views, meters);
        gauges.thread.scheduleWithFixedDelay(
                gauges::update, INTERVAL_S, INTERVAL_S, TimeUnit.SECONDS);
        return gauges;
    }

    /** What fails once is tried again with the next update: a gauge is no reason to end. */
    private void update() {
        try {
            List<ComplianceView> figures = new ArrayList<>();
            for (StreamSummary stream : views.streams()) {
                figures.add(views.compliance(stream.stream()));
            }
            metrics.update(figures);
        } catch (ViewNotReadyException | UnknownStreamException e) {
            LOG.debug("The compliance gauges wait for the view", e);
        } catch (RuntimeException e) {
            LOG.warn("The compliance gauges could not be updated", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
