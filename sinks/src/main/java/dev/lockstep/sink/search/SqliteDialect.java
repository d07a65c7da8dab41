package dev.lockstep.sink.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** SQLite with FTS5. Stateless. */
final class SqliteDialect implements Dialect {
    /** Instructions of SQLite's machine between two looks at the clock; some 0.1 ms. */
    private static final int INSTRUCTIONS = 10_000;

    @Override
    public void begin(Connection connection, Duration limit) throws SQLException {
        // The driver's own query time-out waits for locks only.
        long until = System.nanoTime() + limit.toNanos();
        ProgressHandler.setHandler(
                connection.unwrap(SQLiteConnection.class),
                INSTRUCTIONS,
                new ProgressHandler() {
                    @Override
                    protected int progress() {
                        return System.nanoTime() - until > 0 ? 1 : 0;
                    }
                });
        connection.setAutoCommit(false);
    }

    @Override
    public void end(Connection connection) throws SQLException {
        ProgressHandler.clearHandler(connection.unwrap(SQLiteConnection.class));
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public String holdingTerms() {
        return "FROM passage_terms JOIN passage p ON p.id = passage_terms.rowid"
                + " WHERE passage_terms MATCH ?";
    }

    @Override
    public String countHoldingTerms() {
        return "SELECT count(*) FROM passage_terms WHERE passage_terms MATCH ?";
    }

    /** Strings of FTS5, in which a quote is doubled and nothing else has a meaning. */
    @Override
    public String anyOf(Collection<String> terms) {
        return terms.stream()
                .map(term -> '"' + term.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" OR "));
    }

    @Override
    public int fetchSize() {
        return 0;
    }
}
