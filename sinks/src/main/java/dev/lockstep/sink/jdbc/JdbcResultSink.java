package dev.lockstep.sink.jdbc;

import dev.lockstep.sink.store.StoreConf;
import dev.lockstep.sink.store.StoreListener;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StoreWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes rows of all tables to a store: in batches, each in one transaction; what comes again
 * changes nothing. A batch is written when it is large enough, when its first row has waited long
 * enough, and at a checkpoint, which ends only when all rows before it are stored. While the store
 * is down the task waits; after the configured time it fails, and Flink repeats what no checkpoint
 * has counted. So nothing is lost and nothing doubled. Its metrics are {@link StoreMetrics}.
 */
public final class JdbcResultSink implements Sink<StoreRow> {
    private static final long serialVersionUID = 1L;

    private final StoreConf conf;

    /** A sink of a store, which need not be up. */
    public JdbcResultSink(StoreConf conf) {
        this.conf = conf;
    }

    @Override
    public SinkWriter<StoreRow> createWriter(WriterInitContext context) {
        StoreListener metrics = new StoreMetrics(context.metricGroup());
        return new JdbcResultWriter(
                conf, new StoreWriter(conf, metrics), context.getProcessingTimeService());
    }
}
