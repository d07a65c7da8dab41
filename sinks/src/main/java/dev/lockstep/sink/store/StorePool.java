package dev.lockstep.sink.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens pools of connections to a store. */
final class StorePool {
    private static final int CONNECTIONS = 4;
    private static final int CONNECT_TIMEOUT_MS = 3_000;
    private static final int BUSY_TIMEOUT_MS = 2_000;

    private StorePool() {}

    /** A pool; it connects when it is asked for a connection. */
    static HikariDataSource open(StoreConf conf) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("lockstep-store");
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(0);
        hikari.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        hikari.setInitializationFailTimeout(-1);
        if (conf.dialect() == StoreDialect.SQLITE) {
            hikari.setDataSource(sqlite(conf));
        } else {
            hikari.setDriverClassName("org.postgresql.Driver");
            hikari.setJdbcUrl(conf.url());
            if (!conf.user().isEmpty()) {
                hikari.setUsername(conf.user());
            }
            if (!conf.password().isEmpty()) {
                hikari.setPassword(conf.password());
            }
            hikari.addDataSourceProperty("connectTimeout", "5");
            hikari.addDataSourceProperty("ApplicationName", "lockstep");
            // Without it a server that is gone without a word would hold a batch for ever.
            hikari.addDataSourceProperty("socketTimeout", "60");
            hikari.addDataSourceProperty("tcpKeepAlive", "true");
            // What users said and wrote must not get into exceptions, and so into logs.
            hikari.addDataSourceProperty("logServerErrorDetail", "false");
        }
        return new HikariDataSource(hikari);
    }

    /** Readers go on while a batch is written, and a second writer waits for its turn. */
    private static DataSource sqlite(StoreConf conf) {
        createFolder(StoreDialect.file(conf.url()));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A checkpoint counts what is written as written, so it must be on the disk.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        // A transaction that begins by reading could not wait for its turn to write.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(conf.url());
        return source;
    }

    private static void createFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException(
                    "The folder "
                            + folder
                            + " of the store cannot be made ("
                            + e
                            + "): name another file in store.url.",
                    e);
        }
    }
}
