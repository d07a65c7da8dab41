package dev.lockstep.sink.search;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tells a store that can be read from what is none and from one of a newer version. Stateless. */
final class StoreSchema {
    /** The newest migration that search knows, of SQLite and of PostgreSQL. */
    static final int NEWEST_SQLITE = 1;

    static final int NEWEST_POSTGRES = 2;

    private static final String SQLITE_TABLE =
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'passage'";
    private static final String SQLITE_HISTORY =
            "SELECT 1 FROM sqlite_master WHERE name = 'flyway_schema_history'";
    private static final String POSTGRES_TABLE =
            "SELECT 1 WHERE to_regclass('passage') IS NOT NULL";
    private static final String POSTGRES_HISTORY =
            "SELECT 1 WHERE to_regclass('flyway_schema_history') IS NOT NULL";

    /** As Flyway names its table and columns. */
    private static final String VERSIONS =
            "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL";

    private StoreSchema() {}

    /**
     * Refuses what search cannot read.
     *
     * @throws SearchException with what to do
     */
    static void check(Connection connection, boolean postgres) throws SQLException {
        if (!any(connection, postgres ? POSTGRES_TABLE : SQLITE_TABLE)) {
            throw new SearchException(
                    "There are no passages in this database, so it is no store of Lockstep: name"
                            + " the lockstep.db of a run, or the database that a job writes to.");
        }
        if (!any(connection, postgres ? POSTGRES_HISTORY : SQLITE_HISTORY)) {
            return;
        }
        BigDecimal newest = BigDecimal.valueOf(postgres ? NEWEST_POSTGRES : NEWEST_SQLITE);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(VERSIONS)) {
            while (row.next()) {
                BigDecimal version = new BigDecimal(row.getString(1));
                if (version.compareTo(newest) > 0) {
                    throw new SearchException(
                            "The store has the schema "
                                    + version
                                    + ", this Lockstep reads schemas up to "
                                    + newest
                                    + ": it was written by a newer version, search it with that.");
                }
            }
        }
    }

    private static boolean any(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }
}
