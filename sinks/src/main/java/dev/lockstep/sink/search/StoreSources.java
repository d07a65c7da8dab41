package dev.lockstep.sink.search;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections that read a store and cannot write it. Stateless. */
public final class StoreSources {
    /** Searches that run at once; the others wait their turn. */
    private static final int CONNECTIONS = 4;

    private static final int WAIT_MS = 5_000;

    private StoreSources() {}

    /**
     * A pool over the file of a store; nothing is created and nothing is changed.
     *
     * @throws SearchException when there is no such file, or it is not a database
     */
    public static HikariDataSource sqlite(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SearchException(
                    "There is no store at "
                            + file
                            + ": run lockstep caption or demo first, or name another with"
                            + " --store.");
        }
        SQLiteConfig conf = new SQLiteConfig();
        conf.setReadOnly(true);
        conf.setBusyTimeout(WAIT_MS);
        SQLiteDataSource source = new SQLiteDataSource(conf);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        HikariConfig pool = pool("search");
        pool.setDataSource(source);
        return open(pool, file.toString());
    }

    /**
     * A pool over a PostgreSQL; user and password from the address, {@code PGPASSWORD} or {@code
     * ~/.pgpass}, as its driver does.
     *
     * @param url {@code jdbc:postgresql://…}
     * @throws SearchException when it cannot be reached
     */
    public static HikariDataSource postgres(String url) {
        HikariConfig pool = pool("search");
        pool.setDriverClassName("org.postgresql.Driver");
        pool.setJdbcUrl(url);
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", "30");
        pool.addDataSourceProperty("ApplicationName", "lockstep-search");
        // What users ask must not get into exceptions, and so into logs.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        // Embeddings come as bytes from the first query on, not as twice as many hexadecimal
        // digits.
        pool.addDataSourceProperty("prepareThreshold", "-1");
        // The part after the question mark may hold a password.
        return open(pool, url.replaceFirst("\\?.*", ""));
    }

    private static HikariConfig pool(String name) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(WAIT_MS);
        return pool;
    }

    private static HikariDataSource open(HikariConfig pool, String name) {
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw new SearchException(
                    "The store "
                            + name
                            + " cannot be opened ("
                            + reason(e)
                            + "): check that it is a store of Lockstep and may be read.",
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable lowest = e;
        while (lowest.getCause() != null) {
            lowest = lowest.getCause();
        }
        return String.valueOf(lowest.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
