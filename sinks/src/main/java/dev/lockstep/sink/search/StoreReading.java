package dev.lockstep.sink.search;

import dev.lockstep.sink.store.Embeddings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The questions that one search puts to one state of the store. For one thread. */
final class StoreReading {
    /** Passages of a ranking that are looked at; no more than that can become hits. */
    static final int DEPTH = 200;

    /** Candidates that an index brings: the exact order may differ from the index's. */
    private static final int NEAREST = 2 * DEPTH;

    private static final String REF =
            "p.id, p.stream, p.start_ms, p.source, p.modality, p.passage_key";

    private final Connection connection;
    private final Dialect dialect;
    private final MeaningIndex index;
    private final PassageFilter filter;

    StoreReading(Connection connection, Dialect dialect, MeaningIndex index, PassageFilter filter) {
        this.connection = connection;
        this.dialect = dialect;
        this.index = index;
        this.filter = filter;
    }

    /** The best by words, best first. */
    List<Scored> byWords(Set<String> terms) throws SQLException {
        if (terms.isEmpty()) {
            return List.of();
        }
        Bm25 ranking = ranking(terms);
        TopScored top = new TopScored(DEPTH);
        String sql =
                "SELECT "
                        + REF
                        + ", p.terms, p.term_count "
                        + dialect.holdingTerms()
                        + filter.condition();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(dialect.fetchSize());
            statement.setString(1, dialect.anyOf(terms));
            filter.bind(statement, 2);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Map<String, Integer> counts = counts(terms, row.getString(7));
                    double score = ranking.score(counts, row.getLong(8));
                    if (!counts.isEmpty() && top.takes(score)) {
                        top.add(new Scored(ref(row), score, ranking.coverage(counts)));
                    }
                }
            }
        }
        return top.best();
    }

    /** The nearest by meaning whose cosine is not below the floor, best first. */
    List<Scored> byMeaning(float[] vector, double floor) throws SQLException {
        boolean indexed = index.serves(filter);
        String sql =
                "SELECT "
                        + REF
                        + ", p.embedding FROM passage p WHERE p.embedding IS NOT NULL"
                        + filter.condition();
        if (indexed) {
            index.widen(connection, NEAREST);
            sql += " ORDER BY p.embedding_vector <#> CAST(? AS vector) LIMIT " + NEAREST;
        }
        TopScored top = new TopScored(DEPTH);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(dialect.fetchSize());
            int next = filter.bind(statement, 1);
            if (indexed) {
                statement.setString(next, Embeddings.literal(vector));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    double cosine = Cosine.of(vector, row.getBytes(7));
                    if (cosine >= floor && top.takes(cosine)) {
                        top.add(new Scored(ref(row), cosine, 1));
                    }
                }
            }
        }
        return top.best();
    }

    /** What is shown of passages, by their ids. */
    Map<Long, SearchHit> hits(List<Long> ids) throws SQLException {
        Map<Long, SearchHit> hits = new HashMap<>();
        if (ids.isEmpty()) {
            return hits;
        }
        String sql =
                "SELECT id, stream, source, modality, start_ms, end_ms, event_time_us, text"
                        + " FROM passage WHERE id IN ("
                        + String.join(", ", Collections.nCopies(ids.size(), "?"))
                        + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.size(); i++) {
                statement.setLong(i + 1, ids.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    hits.put(row.getLong(1), hit(row));
                }
            }
        }
        return hits;
    }

    private Bm25 ranking(Set<String> terms) throws SQLException {
        Map<String, Long> frequencies = new LinkedHashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement(dialect.countHoldingTerms())) {
            for (String term : terms) {
                statement.setString(1, dialect.anyOf(List.of(term)));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    frequencies.put(term, row.getLong(1));
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*), sum(term_count) FROM passage")) {
            row.next();
            long passages = row.getLong(1);
            double average = passages == 0 ? 1 : Math.max(1, row.getLong(2)) / (double) passages;
            return new Bm25(passages, average, frequencies);
        }
    }

    private static Map<String, Integer> counts(Set<String> terms, String stored) {
        Map<String, Integer> counts = new HashMap<>();
        int from = 0;
        while (from < stored.length()) {
            int blank = stored.indexOf(' ', from);
            int to = blank < 0 ? stored.length() : blank;
            String term = stored.substring(from, to);
            if (terms.contains(term)) {
                counts.merge(term, 1, Integer::sum);
            }
            from = to + 1;
        }
        return counts;
    }

    private static PassageRef ref(ResultSet row) throws SQLException {
        return new PassageRef(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }

    private static SearchHit hit(ResultSet row) throws SQLException {
        return new SearchHit(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                Math.floorDiv(row.getLong(7), 1000L),
                row.getString(8),
                0,
                List.of());
    }
}
