package dev.lockstep.sink.search;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a store has to find near embeddings with. */
enum MeaningIndex {
    /** Nothing: every embedding that the filters leave is compared. */
    NONE,

    /** pgvector before 0.8: an index that looks no further when filters take its candidates. */
    HNSW,

    /** pgvector from 0.8 on: an index that goes on until the filters have left enough. */
    HNSW_ITERATIVE;

    private static final String VERSION = "SELECT extversion FROM pg_extension WHERE extname = ?";
    private static final String COLUMN =
            "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('passage')"
                    + " AND attname = 'embedding_vector' AND NOT attisdropped";

    /** Enough that an iterative scan of a large store is not cut short by it. */
    private static final int SCANNED = 1_000_000;

    /** What a PostgreSQL has. */
    static MeaningIndex ofPostgres(Connection connection) throws SQLException {
        try (Statement column = connection.createStatement();
                ResultSet found = column.executeQuery(COLUMN)) {
            if (!found.next()) {
                return NONE;
            }
        }
        try (var version = connection.prepareStatement(VERSION)) {
            version.setString(1, "vector");
            try (ResultSet row = version.executeQuery()) {
                return row.next() && iterates(row.getString(1)) ? HNSW_ITERATIVE : HNSW;
            }
        }
    }

    static boolean iterates(String version) {
        String[] parts = version.split("\\.", 3);
        int major = Integer.parseInt(parts[0]);
        int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        return major > 0 || minor >= 8;
    }

    /** Whether it finds what is near in spite of these filters. */
    boolean serves(PassageFilter filter) {
        return this == HNSW_ITERATIVE || this == HNSW && filter.condition().isEmpty();
    }

    /** Lets the index look at so many candidates, for the transaction. */
    void widen(Connection connection, int candidates) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL hnsw.ef_search = " + candidates);
            if (this == HNSW_ITERATIVE) {
                statement.execute("SET LOCAL hnsw.iterative_scan = strict_order");
                statement.execute("SET LOCAL hnsw.max_scan_tuples = " + SCANNED);
            }
        }
    }
}
