package dev.lockstep.sink.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** PostgreSQL with a {@code tsvector} whose lexemes are the terms. Stateless. */
final class PostgresDialect implements Dialect {
    private static final int FETCH = 1000;

    @Override
    public void begin(Connection connection, Duration limit) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            statement.execute("SET LOCAL statement_timeout = " + Math.max(1, limit.toMillis()));
        }
    }

    @Override
    public void end(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Override
    public String holdingTerms() {
        return "FROM passage p WHERE p.terms_vector @@ CAST(? AS tsquery)";
    }

    @Override
    public String countHoldingTerms() {
        return "SELECT count(*) " + holdingTerms();
    }

    /**
     * Quoted lexemes, in which quotes and backslashes are doubled and nothing else has a meaning.
     */
    @Override
    public String anyOf(Collection<String> terms) {
        return terms.stream()
                .map(term -> "'" + term.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(" | "));
    }

    @Override
    public int fetchSize() {
        return FETCH;
    }
}
