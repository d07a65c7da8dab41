package dev.lockstep.sink.search;

import com.zaxxer.hikari.HikariDataSource;
import dev.lockstep.sink.terms.TermAnalyzer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Search over a store in SQLite or PostgreSQL. Thread-safe.
 *
 * <p>The database only finds candidates; they are scored and ordered here, so that both databases
 * give the same answers. Whatever stands in a query is text: nothing of it becomes syntax.
 */
public final class StorePassageSearch implements PassageSearch {
    /** Long for a search, short for somebody who waits. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    /**
     * Cosine below which a passage says something else; measured with all-MiniLM-L6-v2, see
     * docs/search.md.
     */
    static final double COSINE_FLOOR = 0.25;

    private static final String WORDS = "words";
    private static final String MEANING = "meaning";

    private final DataSource store;
    private final Dialect dialect;
    private final MeaningIndex index;
    private final TextEncoder encoder;
    private final Duration limit;
    private final TermAnalyzer analyzer = new TermAnalyzer();

    private StorePassageSearch(
            DataSource store,
            Dialect dialect,
            MeaningIndex index,
            TextEncoder encoder,
            Duration limit) {
        this.store = store;
        this.dialect = dialect;
        this.index = index;
        this.encoder = encoder;
        this.limit = limit;
    }

    /**
     * Search over a store.
     *
     * @param store connections to it; a pool of HikariCP is closed with the search
     * @param encoder of queries; the one that made the store's embeddings
     * @throws SearchException when it cannot be reached, or is no store that this version reads
     */
    public static StorePassageSearch over(DataSource store, TextEncoder encoder) {
        return over(store, encoder, TIME_LIMIT);
    }

    /** The same with another limit for a statement. */
    public static StorePassageSearch over(DataSource store, TextEncoder encoder, Duration limit) {
        try (Connection connection = store.getConnection()) {
            boolean postgres =
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            StoreSchema.check(connection, postgres);
            return new StorePassageSearch(
                    store,
                    postgres ? new PostgresDialect() : new SqliteDialect(),
                    postgres ? MeaningIndex.ofPostgres(connection) : MeaningIndex.NONE,
                    encoder,
                    limit);
        } catch (SQLException e) {
            throw StoreFailures.of(e, limit);
        }
    }

    @Override
    public List<SearchHit> search(SearchQuery query) {
        float[] vector =
                query.mode() == SearchMode.WORDS ? new float[0] : encoder.encode(query.text());
        boolean asksMeaning = vector.length > 0;
        boolean asksWords = query.mode() != SearchMode.MEANING || !asksMeaning;
        Set<String> terms =
                asksWords ? new LinkedHashSet<>(analyzer.terms(query.text())) : Set.of();
        try (Connection connection = store.getConnection()) {
            dialect.begin(connection, limit);
            try {
                StoreReading reading =
                        new StoreReading(connection, dialect, index, new PassageFilter(query));
                List<Scored> words = reading.byWords(terms);
                List<Scored> meaning =
                        asksMeaning ? reading.byMeaning(vector, COSINE_FLOOR) : List.of();
                List<Scored> best = merged(words, meaning, asksWords && asksMeaning);
                best = best.subList(0, Math.min(best.size(), query.limit()));
                return hits(reading, best, ids(words), ids(meaning));
            } finally {
                dialect.end(connection);
            }
        } catch (SQLException e) {
            throw StoreFailures.of(e, limit);
        }
    }

    @Override
    public void close() {
        analyzer.close();
        if (store instanceof HikariDataSource pool) {
            pool.close();
        }
    }

    private static List<Scored> merged(List<Scored> words, List<Scored> meaning, boolean both) {
        if (both) {
            return Ranking.hybrid(words, meaning);
        }
        return words.isEmpty() ? meaning : words;
    }

    private static List<SearchHit> hits(
            StoreReading reading, List<Scored> best, Set<Long> words, Set<Long> meaning)
            throws SQLException {
        Map<Long, SearchHit> rows =
                reading.hits(best.stream().map(scored -> scored.passage().id()).toList());
        List<SearchHit> hits = new ArrayList<>();
        for (Scored scored : best) {
            long id = scored.passage().id();
            SearchHit row = rows.get(id);
            if (row != null) {
                List<String> matched = new ArrayList<>();
                if (words.contains(id)) {
                    matched.add(WORDS);
                }
                if (meaning.contains(id)) {
                    matched.add(MEANING);
                }
                hits.add(row.with(scored.score(), matched));
            }
        }
        return hits;
    }

    private static Set<Long> ids(List<Scored> ranking) {
        return ranking.stream().map(scored -> scored.passage().id()).collect(Collectors.toSet());
    }
}
