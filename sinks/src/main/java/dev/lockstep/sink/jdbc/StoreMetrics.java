package dev.lockstep.sink.jdbc;

import dev.lockstep.sink.store.StoreListener;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the store's sink, in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.store}; counters count since the task began.
 * Written on the task's thread.
 */
public final class StoreMetrics implements StoreListener {
    /** Group below the operator's. */
    public static final String GROUP = "store";

    /** Rows written; rows of one key in one batch count once. */
    public static final String ROWS = "rowsWritten";

    /** Batches written, each one transaction. */
    public static final String BATCHES = "batches";

    /** Times that a batch could not be written and was tried again. */
    public static final String RETRIES = "retries";

    /** Rows that the database refused for what they hold. */
    public static final String REFUSED = "rowsRefused";

    /** Time spent in transactions that were committed, ms. */
    public static final String FLUSH_TIME = "flushTimeMs";

    /** Time of the last transaction that was committed, ms. */
    public static final String LAST_FLUSH = "lastFlushMs";

    private final Counter rows;
    private final Counter batches;
    private final Counter retries;
    private final Counter refusals;
    private final Counter flushTimeMs;
    private volatile long lastFlushMs;

    StoreMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup(GROUP);
        rows = group.counter(ROWS);
        batches = group.counter(BATCHES);
        retries = group.counter(RETRIES);
        refusals = group.counter(REFUSED);
        flushTimeMs = group.counter(FLUSH_TIME);
        group.gauge(LAST_FLUSH, () -> lastFlushMs);
    }

    @Override
    public void written(int count, Duration took) {
        rows.inc(count);
        batches.inc();
        flushTimeMs.inc(took.toMillis());
        lastFlushMs = took.toMillis();
    }

    @Override
    public void retried() {
        retries.inc();
    }

    @Override
    public void refused() {
        refusals.inc();
    }
}
