package dev.lockstep.sink.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * A store of results with tables that are up to date. Thread-safe; in SQLite one batch is written
 * at a time, while others read.
 */
public final class Store implements AutoCloseable {
    private final StoreConf conf;
    private final HikariDataSource pool;
    private final boolean vectors;
    private final RowStatements statements;

    private Store(StoreConf conf, HikariDataSource pool, boolean vectors) {
        this.conf = conf;
        this.pool = pool;
        this.vectors = vectors;
        this.statements = new RowStatements(conf.dialect(), vectors);
    }

    /**
     * Opens a store and makes what is missing: the file, tables, indexes.
     *
     * @throws StoreException with what to do when it cannot be reached or its tables not be made
     */
    public static Store open(StoreConf conf) {
        HikariDataSource pool = StorePool.open(conf);
        try {
            return new Store(conf, pool, StoreMigrations.migrate(conf, pool));
        } catch (SQLException | FlywayException e) {
            pool.close();
            throw new StoreException(
                    "The store "
                            + conf.shownUrl()
                            + " cannot be opened ("
                            + Reasons.of(e)
                            + "): check store.url, store.user and store.password, and that the"
                            + " database runs and may be written.",
                    e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Writes a batch in one transaction: all of it or nothing.
     *
     * @throws SQLException when it could not be written
     */
    public void write(RowBatch batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                statements.write(connection, batch);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Connections for readers, in auto-commit mode. */
    public DataSource dataSource() {
        return pool;
    }

    /** Which database it is. */
    public StoreDialect dialect() {
        return conf.dialect();
    }

    /** Whether passages have the column embedding_vector, which pgvector can search. */
    public boolean hasVectors() {
        return vectors;
    }

    @Override
    public void close() {
        pool.close();
    }
}
