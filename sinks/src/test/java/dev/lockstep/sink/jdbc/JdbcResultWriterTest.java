package dev.lockstep.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sink.store.Rows;
import dev.lockstep.sink.store.Store;
import dev.lockstep.sink.store.StoreConf;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StoreWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a batch is written, and what the metrics say. */
@SuppressWarnings("NullAway.Init")
class JdbcResultWriterTest {
    @TempDir private Path folder;

    private final TestProcessingTimeService time = new TestProcessingTimeService();
    private final Map<String, Metric> metrics = new HashMap<>();
    private StoreConf conf;

    @BeforeEach
    void configure() {
        conf =
                new StoreConf(
                        "jdbc:sqlite:" + folder.resolve("store.db"),
                        "",
                        "",
                        3,
                        Duration.ofMillis(500),
                        Duration.ZERO);
    }

    private SinkWriter<StoreRow> writer() {
        MetricGroup group =
                new UnregisteredMetricsGroup() {
                    @Override
                    public MetricGroup addGroup(String name) {
                        return this;
                    }

                    @Override
                    public Counter counter(String name) {
                        Counter counter = super.counter(name);
                        metrics.put(name, counter);
                        return counter;
                    }

                    @Override
                    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
                        metrics.put(name, gauge);
                        return gauge;
                    }
                };
        return new JdbcResultWriter(conf, new StoreWriter(conf, new StoreMetrics(group)), time);
    }

    private long count(String metric) {
        return ((Counter) Objects.requireNonNull(metrics.get(metric))).getCount();
    }

    private long stored() throws Exception {
        try (Store store = Store.open(conf)) {
            return Rows.count(store.dataSource(), "SELECT count(*) FROM caption");
        }
    }

    @Test
    void writesWhenTheBatchIsFullAfterTheIntervalAndAtACheckpoint() throws Exception {
        time.setCurrentTime(0);
        try (SinkWriter<StoreRow> writer = writer()) {
            SinkWriter.Context context = new NoContext();
            writer.write(Rows.caption("s", 0, 0), context);
            writer.write(Rows.caption("s", 1, 0), context);
            writer.write(Rows.caption("s", 1, 1), context);
            assertThat(stored()).isZero();
            writer.write(Rows.caption("s", 2, 0), context);
            assertThat(stored()).isEqualTo(3);

            writer.write(Rows.caption("s", 3, 0), context);
            time.setCurrentTime(499);
            assertThat(stored()).isEqualTo(3);
            time.setCurrentTime(500);
            assertThat(stored()).isEqualTo(4);

            writer.write(Rows.caption("s", 4, 0), context);
            writer.flush(false);
            assertThat(stored()).isEqualTo(5);

            // The timer of the last row finds nothing to write.
            time.setCurrentTime(1000);
            writer.flush(true);
            assertThat(count(StoreMetrics.ROWS)).isEqualTo(5);
            assertThat(count(StoreMetrics.BATCHES)).isEqualTo(3);
            assertThat(count(StoreMetrics.RETRIES)).isZero();
            assertThat(count(StoreMetrics.REFUSED)).isZero();
            assertThat(metrics).containsKeys(StoreMetrics.FLUSH_TIME, StoreMetrics.LAST_FLUSH);
        }
    }

    private static final class NoContext implements SinkWriter.Context {
        @Override
        public long currentWatermark() {
            return Long.MIN_VALUE;
        }

        @Override
        public @Nullable Long timestamp() {
            return null;
        }
    }
}
