package dev.lockstep.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.sink.store.StoreWriter.Pause;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is down, and comes back in a pause of the writer. */
class StoreWriterTest {
    @TempDir private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private final Counts counts = new Counts();

    private static final class Counts implements StoreListener {
        int rows;
        int batches;
        int retries;
        int refused;

        @Override
        public void written(int count, Duration took) {
            rows += count;
            batches++;
        }

        @Override
        public void retried() {
            retries++;
        }

        @Override
        public void refused() {
            refused++;
        }
    }

    private interface Repair {
        void run() throws Exception;
    }

    /** A writer whose pauses take no time; in one of them the store is repaired. */
    private StoreWriter writer(StoreConf conf, int repairedIn, Repair repair) {
        Pause pause =
                time -> {
                    pauses.add(time);
                    nanos.addAndGet(time.toNanos());
                    if (pauses.size() == repairedIn) {
                        try {
                            repair.run();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        return new StoreWriter(conf, counts, nanos::get, pause);
    }

    private static RowBatch captions(int from, int to) {
        RowBatch batch = new RowBatch();
        for (int i = from; i < to; i++) {
            batch.add(Rows.caption("s", i, 0));
        }
        return batch;
    }

    private static long stored(StoreConf conf) throws Exception {
        try (Store store = Store.open(conf)) {
            return Rows.count(store.dataSource(), "SELECT count(*) FROM caption");
        }
    }

    @Test
    void waitsForALockedFile() throws Exception {
        StoreConf conf = StoreConf.of("jdbc:sqlite:" + folder.resolve("store.db"));
        try (StoreWriter writer = writer(conf, 0, () -> {})) {
            writer.write(captions(0, 10));
        }
        try (Connection other = DriverManager.getConnection(conf.url());
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            try (StoreWriter writer = writer(conf, 2, () -> lock.execute("ROLLBACK"))) {
                writer.write(captions(5, 20));
            }
        }

        assertThat(stored(conf)).isEqualTo(20);
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(counts.rows).isEqualTo(25);
        assertThat(counts.batches).isEqualTo(2);
        assertThat(counts.retries).isEqualTo(2);
    }

    @Test
    void waitsForAServerThatIsDownAtStartAndInBetween() throws Exception {
        try (PostgresServer server = new PostgresServer(folder)) {
            server.start();
            StoreConf conf = StoreConf.of(server.newDatabase());
            server.stop();
            try (StoreWriter writer = writer(conf, 3, server::start)) {
                writer.write(captions(0, 10));
                assertThat(stored(conf)).isEqualTo(10);
                assertThat(counts.retries).isEqualTo(3);

                server.stop();
                pauses.clear();
                writer.write(captions(8, 30));

                assertThat(stored(conf)).isEqualTo(30);
                assertThat(counts.retries).isEqualTo(6);
                assertThat(counts.batches).isEqualTo(2);
                assertThat(counts.refused).isZero();
            }
        }
    }

    @Test
    void makesTheTablesOfADatabaseThatComesBackEmpty() throws Exception {
        PostgresServer server = PostgresServer.shared();
        StoreConf conf = StoreConf.of(server.newDatabase());
        String database = conf.url().replaceAll(".*/|\\?.*", "");
        try (StoreWriter writer = writer(conf, 0, () -> {})) {
            writer.write(captions(0, 3));
            server.run("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
            server.run("postgres", "CREATE DATABASE " + database);
            writer.write(captions(3, 5));
        }

        assertThat(stored(conf)).isEqualTo(2);
    }

    @Test
    void givesUpWhenTheTimeIsOverAndLeavesNothingHalfWritten() throws Exception {
        StoreConf conf =
                new StoreConf(
                        "jdbc:postgresql://localhost:1/nowhere",
                        "",
                        "",
                        10,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1));
        try (StoreWriter writer = writer(conf, 0, () -> {})) {
            assertThatThrownBy(() -> writer.write(captions(0, 3)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("could not be written for 1 s")
                    .hasMessageContaining("see that the database runs");
        }

        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(800));
        assertThat(counts.batches).isZero();
    }

    @Test
    void leavesOutOnlyTheRowThatTheDatabaseRefuses() throws Exception {
        StoreConf conf = StoreConf.of("jdbc:sqlite:" + folder.resolve("store.db"));
        RowBatch batch = captions(0, 7);
        batch.add(StoreTest.withoutText());
        try (StoreWriter writer = writer(conf, 0, () -> {})) {
            writer.write(batch);
        }

        assertThat(stored(conf)).isEqualTo(7);
        assertThat(counts.refused).isEqualTo(1);
        assertThat(counts.retries).isZero();
    }
}
