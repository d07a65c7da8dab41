package dev.lockstep.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises; {@link PostgresStoreTest} runs it on PostgreSQL. */
@SuppressWarnings("NullAway.Init")
class StoreTest {
    @TempDir private Path folder;

    private StoreConf conf;

    @BeforeEach
    void choose() throws Exception {
        conf = StoreConf.of(newUrl(folder));
    }

    /** The address of an empty store. */
    String newUrl(Path where) throws Exception {
        return "jdbc:sqlite:" + where.resolve("not/yet/there.db");
    }

    StoreConf conf() {
        return conf;
    }

    private static void write(Store store, StoreRow... rows) throws SQLException {
        store.write(RowBatch.of(List.of(rows)));
    }

    @Test
    void aHigherRevisionStaysInWhateverOrderTheyCome() throws Exception {
        try (Store store = Store.open(conf)) {
            write(store, Rows.caption("s", 1, 4), Rows.window("s", 7, 1), Rows.ledger("s", 5));
            write(store, Rows.caption("s", 1, 3), Rows.window("s", 7, 0), Rows.ledger("s", 2));

            DataSource data = store.dataSource();
            assertThat(Rows.texts(data, "SELECT text FROM caption"))
                    .containsExactly("utterance 1 r4");
            assertThat(Rows.count(data, "SELECT revision FROM aligned_window")).isEqualTo(1);
            assertThat(Rows.count(data, "SELECT read FROM ledger")).isEqualTo(50);
            assertThat(Rows.count(data, "SELECT ended FROM ledger")).isEqualTo(1);

            write(store, Rows.caption("s", 1, 5), Rows.window("s", 7, 2), Rows.ledger("s", 6));

            assertThat(Rows.texts(data, "SELECT text FROM caption"))
                    .containsExactly("utterance 1 r5");
            assertThat(Rows.count(data, "SELECT revision FROM aligned_window")).isEqualTo(2);
            assertThat(Rows.count(data, "SELECT read FROM ledger")).isEqualTo(60);
        }
    }

    @Test
    void aPassageOnlyGrowsAndKeepsItsEmbedding() throws Exception {
        try (Store store = Store.open(conf)) {
            write(store, Rows.passage("s", "k", 0, 100, 900, new float[] {1, -0.5f}));
            write(store, Rows.passage("s", "k", 0, 100, 400, null));

            DataSource data = store.dataSource();
            assertThat(Rows.count(data, "SELECT end_ms FROM passage")).isEqualTo(900);

            write(store, Rows.passage("s", "k", 0, 100, 1300, null));

            assertThat(Rows.count(data, "SELECT end_ms FROM passage")).isEqualTo(1300);
            assertThat(Rows.dump(data).get(0)).contains("embedding=0000803f000000bf");

            write(store, Rows.passage("s", "k", 1, 200, 300, null));

            assertThat(Rows.texts(data, "SELECT text FROM passage"))
                    .containsExactly("text of k r1");
            assertThat(Rows.count(data, "SELECT end_ms FROM passage")).isEqualTo(300);
            assertThat(Rows.dump(data).get(0)).contains("embedding=null");
        }
    }

    @Test
    void whatIsStoredDoesNotDependOnOrderRepeatsOrBatches() throws Exception {
        List<StoreRow> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(Rows.caption("s" + i % 2, i % 5, i % 4));
            rows.add(Rows.window("s" + i % 2, i % 6, i % 3));
            rows.add(Rows.ledger("s" + i % 2, i % 7));
            rows.add(Rows.stream("s" + i % 2, 1000 - i, 5000 + i));
            rows.add(Rows.passage("s" + i % 2, "k" + i % 3, i % 2, i, 10 + 3 * i, null));
        }
        List<String> expected;
        try (Store store = Store.open(conf)) {
            store.write(RowBatch.of(rows));
            expected = Rows.dump(store.dataSource());
            assertThat(expected).hasSize(2 + 10 + 6 + 2 + 6);
        }
        Random random = new Random(4);
        for (int trial = 0; trial < 5; trial++) {
            try (Store store = Store.open(StoreConf.of(newUrl(folder.resolve("t" + trial))))) {
                List<StoreRow> shuffled = new ArrayList<>(rows);
                shuffled.addAll(rows.subList(0, 100));
                Collections.shuffle(shuffled, random);
                int from = 0;
                while (from < shuffled.size()) {
                    int to = Math.min(shuffled.size(), from + 1 + random.nextInt(60));
                    store.write(RowBatch.of(shuffled.subList(from, to)));
                    from = to;
                }

                assertThat(Rows.dump(store.dataSource())).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRowThatIsRefusedTakesItsWholeBatchBack() throws Exception {
        try (Store store = Store.open(conf)) {
            write(store, Rows.caption("s", 1, 0), Rows.passage("s", "k", "before"));
            List<String> before = Rows.dump(store.dataSource());

            assertThatThrownBy(
                            () ->
                                    write(
                                            store,
                                            Rows.stream("s", 1, 2),
                                            Rows.caption("s", 1, 9),
                                            Rows.passage("s", "k", "after"),
                                            withoutText()))
                    .isInstanceOf(SQLException.class);

            assertThat(Rows.dump(store.dataSource())).isEqualTo(before);
        }
    }

    /** As no record can be, since its type says otherwise. */
    @SuppressWarnings("NullAway")
    static StoreRow withoutText() {
        return StoreRow.of(
                new CaptionRow("s", "a", 2, 0, 0, 0, 0, null, "[]", null, null, null, null));
    }

    @Test
    void textsAreStoredAsTheyAre() throws Exception {
        String nasty = "'); DROP TABLE passage; -- \" \\ <img src=x onerror=alert(1)> $1 ? ٣ 🎬\n";
        try (Store store = Store.open(conf)) {
            write(
                    store,
                    Rows.caption(nasty, 1, 0, nasty),
                    Rows.passage(nasty, nasty, nasty),
                    Rows.passage("s", "k", "a\u0000b\ud800c"));
            write(store, Rows.caption(nasty, 1, 0, nasty), Rows.passage(nasty, nasty, nasty));

            DataSource data = store.dataSource();
            assertThat(Rows.texts(data, "SELECT text FROM caption")).containsExactly(nasty);
            assertThat(Rows.texts(data, "SELECT stream FROM caption")).containsExactly(nasty);
            assertThat(Rows.texts(data, "SELECT text FROM passage ORDER BY id"))
                    .containsExactly(nasty, "a\ufffdb\ufffdc");
            assertThat(Rows.texts(data, "SELECT passage_key FROM passage ORDER BY id"))
                    .containsExactly(nasty, "k");
        }
    }

    @Test
    void opensAgainWithWhatItHolds() throws Exception {
        try (Store store = Store.open(conf)) {
            write(store, Rows.caption("s", 1, 0));
        }
        try (Store store = Store.open(conf);
                Store second = Store.open(conf)) {
            write(second, Rows.caption("s", 2, 0));
            assertThat(Rows.count(store.dataSource(), "SELECT count(*) FROM caption")).isEqualTo(2);
        }
    }
}
