package dev.lockstep.sink.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables of a store up to date. */
final class StoreMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMigrations.class);
    private static final String FOLDER = "classpath:dev/lockstep/sink/store/";

    /** What was said of a store once; it is opened again after every failure. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private StoreMigrations() {}

    /**
     * Migrates. Stores of one process take turns, since SQLite has no lock that Flyway could hold.
     *
     * @return whether passages have a column for pgvector
     * @throws FlywayException when the tables cannot be made
     * @throws SQLException when the store cannot be asked
     */
    static boolean migrate(StoreConf conf, DataSource source) throws SQLException {
        StoreDialect dialect = conf.dialect();
        synchronized (StoreMigrations.class) {
            List<String> locations = new ArrayList<>(List.of(FOLDER + dialect.migrations()));
            if (dialect == StoreDialect.POSTGRESQL && hasPgvector(conf, source)) {
                locations.add(FOLDER + "pgvector");
            }
            Flyway.configure(StoreMigrations.class.getClassLoader())
                    .dataSource(source)
                    .locations(locations.toArray(String[]::new))
                    // The extension may come to a store that exists, and be out of reach later.
                    .outOfOrder(true)
                    .ignoreMigrationPatterns("*:missing")
                    .load()
                    .migrate();
        }
        return dialect == StoreDialect.POSTGRESQL && hasVectorColumn(source);
    }

    private static boolean hasPgvector(StoreConf conf, DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            String version = availableVersion(statement);
            if (version == null) {
                say(conf, "the extension vector (pgvector) is not installed on the server");
                return false;
            }
            if (version.matches("0\\.[0-4](\\..*)?")) {
                say(
                        conf,
                        "pgvector " + version + " has no HNSW index; 0.5.0 is the first with one");
                return false;
            }
            statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
            return true;
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                say(
                        conf,
                        "the user may not create the extension vector; let an administrator run"
                                + " CREATE EXTENSION vector in this database");
                return false;
            }
            throw e;
        }
    }

    private static @Nullable String availableVersion(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery(
                        "SELECT coalesce(installed_version, default_version)"
                                + " FROM pg_available_extensions WHERE name = 'vector'")) {
            return found.next() ? found.getString(1) : null;
        }
    }

    private static void say(StoreConf conf, String why) {
        if (SAID.add(conf.shownUrl() + why)) {
            LOG.info(
                    "Passages of {} are compared one by one in a search by meaning, as {}.",
                    conf.shownUrl(),
                    why);
        }
    }

    private static boolean hasVectorColumn(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_attribute WHERE attrelid ="
                                        + " to_regclass('passage') AND attname = 'embedding_vector'"
                                        + " AND NOT attisdropped")) {
            return found.next();
        }
    }
}
