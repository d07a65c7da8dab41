package dev.lockstep.sink.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Rows in any order, cut into any batches, with any repeats, give what one batch gives. */
@SuppressWarnings("NullAway.Init") // jqwik opens them
class RowsOrderProperties {
    private static Path folder;
    private static Store first;
    private static Store second;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("lockstep-store");
        first = Store.open(StoreConf.of("jdbc:sqlite:" + folder.resolve("first.db")));
        second = Store.open(StoreConf.of("jdbc:sqlite:" + folder.resolve("second.db")));
    }

    @AfterContainer
    static void close() throws IOException {
        first.close();
        second.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(RowsOrderProperties::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 60)
    void orderBatchesAndRepeatsDoNotMatter(@ForAll("deliveries") Delivery delivery)
            throws Exception {
        empty(first);
        empty(second);

        first.write(RowBatch.of(delivery.rows()));
        for (List<StoreRow> batch : delivery.batches()) {
            second.write(RowBatch.of(batch));
        }

        assertThat(Rows.dump(second.dataSource())).isEqualTo(Rows.dump(first.dataSource()));
    }

    /**
     * Rows, and how they came.
     *
     * @param batches hold every row at least once
     */
    record Delivery(List<StoreRow> rows, List<List<StoreRow>> batches) {}

    @Provide
    Arbitrary<Delivery> deliveries() {
        return rows().list()
                .ofMinSize(1)
                .ofMaxSize(25)
                .flatMap(
                        rows -> {
                            List<StoreRow> twice = new ArrayList<>(rows);
                            twice.addAll(rows.subList(0, rows.size() / 2));
                            return Combinators.combine(
                                            Arbitraries.shuffle(twice),
                                            Arbitraries.integers().between(1, 10))
                                    .as((order, size) -> new Delivery(rows, cut(order, size)));
                        });
    }

    private static List<List<StoreRow>> cut(List<StoreRow> rows, int size) {
        List<List<StoreRow>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += size) {
            batches.add(rows.subList(from, Math.min(rows.size(), from + size)));
        }
        return batches;
    }

    private static Arbitrary<StoreRow> rows() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 3);
        Arbitrary<String> streams = Arbitraries.of("a", "b");
        Arbitrary<Integer> times = Arbitraries.integers().between(0, 50);
        return Arbitraries.oneOf(
                Combinators.combine(streams, small, small).as(Rows::caption),
                Combinators.combine(streams, small, small).as(Rows::window),
                Combinators.combine(streams, small).as(Rows::ledger),
                Combinators.combine(streams, times, times).as(Rows::stream),
                Combinators.combine(
                                streams, small, small, times, times, Arbitraries.of(true, false))
                        .as(
                                (stream, key, revision, start, length, embedded) ->
                                        Rows.passage(
                                                stream,
                                                "k" + key,
                                                revision,
                                                start,
                                                start + length,
                                                embedded ? new float[] {key, revision} : null)));
    }

    private static void empty(Store store) throws Exception {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table :
                    List.of("stream", "caption", "aligned_window", "ledger", "passage")) {
                statement.execute("DELETE FROM " + table);
            }
        }
    }
}
