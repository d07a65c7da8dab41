package dev.lockstep.inference.operator;

import dev.lockstep.inference.batch.BatchListener;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * How the requests of a task were batched, in the group of its modality; the last 1000 of each.
 * Written to by the threads that run models.
 *
 * @param queueMs from a request to the start of its batch, ms
 * @param batchSize requests in its batch, those of other tasks of the process among them
 * @param runMs from the start of the batch to the request's answer, ms
 */
public record BatchMetrics(Histogram queueMs, Histogram batchSize, Histogram runMs)
        implements BatchListener {
    /** Name of {@link #queueMs}. */
    public static final String QUEUE_MS = "queueMs";

    /** Name of {@link #batchSize}. */
    public static final String BATCH_SIZE = "batchSize";

    /** Name of {@link #runMs}. */
    public static final String RUN_MS = "runMs";

    private static final int HISTOGRAM_WINDOW = 1000;

    static BatchMetrics of(MetricGroup modality) {
        return new BatchMetrics(
                histogram(modality, QUEUE_MS),
                histogram(modality, BATCH_SIZE),
                histogram(modality, RUN_MS));
    }

    private static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }

    @Override
    public void served(long queuedNs, int size, long runNs) {
        queueMs.update(TimeUnit.NANOSECONDS.toMillis(queuedNs));
        batchSize.update(size);
        runMs.update(TimeUnit.NANOSECONDS.toMillis(runNs));
    }
}
