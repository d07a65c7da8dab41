package dev.lockstep.sink.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that can be stopped and started again on the same port and data. */
public final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Path data;
    private @Nullable EmbeddedPostgres server;
    private int port;

    /** One whose data lies in a folder. */
    public PostgresServer(Path folder) {
        this.data = folder.resolve("data");
    }

    /** One for all tests of a JVM, which ends with it. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                PostgresServer server =
                        new PostgresServer(Files.createTempDirectory("lockstep-postgres"));
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Starts it, again on the port that it had. */
    public void start() throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
        if (port != 0) {
            builder.setPort(port);
        }
        EmbeddedPostgres started = builder.start();
        port = started.getPort();
        server = started;
    }

    /** Stops it and breaks its connections. */
    public void stop() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** The address of a database, as the administrator. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** The address of a new database. */
    public String newDatabase() throws SQLException {
        String name = "store_" + NUMBERS.incrementAndGet();
        run("postgres", "CREATE DATABASE " + name);
        return url(name);
    }

    /** Runs a statement as the administrator. */
    public void run(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
