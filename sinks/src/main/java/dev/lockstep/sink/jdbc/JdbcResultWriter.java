package dev.lockstep.sink.jdbc;

import dev.lockstep.sink.store.RowBatch;
import dev.lockstep.sink.store.StoreConf;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StoreWriter;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** Gathers rows and writes them in batches. On the task's thread, timers included. */
final class JdbcResultWriter implements SinkWriter<StoreRow> {
    private final StoreConf conf;
    private final StoreWriter writer;
    private final ProcessingTimeService time;
    private RowBatch batch = new RowBatch();
    private boolean awaitsTimer;

    JdbcResultWriter(StoreConf conf, StoreWriter writer, ProcessingTimeService time) {
        this.conf = conf;
        this.writer = writer;
        this.time = time;
    }

    @Override
    public void write(StoreRow row, Context context) throws InterruptedException {
        batch.add(row);
        if (batch.size() >= conf.batchRows()) {
            writeBatch();
        } else if (!awaitsTimer) {
            awaitsTimer = true;
            time.registerTimer(
                    time.getCurrentProcessingTime() + conf.flushInterval().toMillis(),
                    now -> {
                        awaitsTimer = false;
                        writeBatch();
                    });
        }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        writeBatch();
    }

    private void writeBatch() throws InterruptedException {
        writer.write(batch);
        batch = new RowBatch();
    }

    @Override
    public void close() {
        writer.close();
    }
}
