package dev.lockstep.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one node) in this process, listening on
 * 127.0.0.1 only. Thread-safe; {@link #close} is a controlled shutdown.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int PORT_ATTEMPTS = 3;
    private static final long ABANDON_AFTER_MS = 3_000;

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable OwnedDir ownedDir;
    private final AtomicReference<StackException> failure = new AtomicReference<>();
    private final BrokerFailures.Listener listener = why -> failure.compareAndSet(null, why);
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, int port, @Nullable OwnedDir ownedDir) {
        this.server = server;
        this.port = port;
        this.ownedDir = ownedDir;
    }

    /**
     * Starts a broker and returns once it serves clients.
     *
     * @throws StackException when the port is taken, the folder cannot be used or the broker fails
     */
    public static EmbeddedBroker start(EmbeddedBrokerConf conf) {
        if (conf.port() != 0) {
            Ports.requireFree(conf.port(), "Kafka broker");
        }
        Path given = conf.dataDir();
        OwnedDir owned = given == null ? OwnedDir.create("lockstep-broker-") : null;
        try {
            Path dir = owned == null ? createDirectories(given) : owned.path();
            BrokerFailures.requireSpace(dir, freeBytes(dir));
            BrokerFailures.install(dir);
            return start(dir, conf.port(), owned);
        } catch (RuntimeException | Error e) {
            if (owned != null) {
                owned.close();
            }
            throw e;
        }
    }

    private static EmbeddedBroker start(Path dir, int wantedPort, @Nullable OwnedDir owned) {
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort == 0 ? Ports.free() : wantedPort;
            Properties properties = BrokerProperties.of(dir.resolve("log"), port, Ports.free());
            format(dir, properties);
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedBroker(server, port, owned);
            } catch (RuntimeException | Error e) {
                server.shutdown();
                server.awaitShutdown();
                // A free port may be taken by another process before the broker binds it.
                if (attempt == PORT_ATTEMPTS || !isBindFailure(e)) {
                    throw new StackException(
                            "The Kafka broker could not start with its data in "
                                    + dir
                                    + ": "
                                    + rootMessage(e)
                                    + ". Check that the folder is writable, has free space and"
                                    + " belongs to no other broker.",
                            e);
                }
            }
        }
    }

    /** {@code 127.0.0.1:PORT}, for the clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /**
     * From now on a broker that gives up, for instance because its disk is full, is told by {@link
     * #failure} instead of halting the process.
     */
    public void surviveFailure() {
        BrokerFailures.add(listener);
    }

    /** Why the broker has given up; empty while it works. */
    public Optional<StackException> failure() {
        return Optional.ofNullable(failure.get());
    }

    /**
     * Shuts the broker down, waits for its threads and deletes its folder if that was temporary. A
     * broker that has given up may never end: it is left alone after some seconds.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean ended = shutDown();
        if (ended) {
            // What is left of another may give up once more, and is then heard by this listener.
            BrokerFailures.remove(listener);
        }
        if (ownedDir != null) {
            delete(ownedDir, ended);
        }
    }

    private boolean shutDown() {
        Thread ending =
                new Thread(
                        () -> {
                            server.shutdown();
                            server.awaitShutdown();
                        },
                        "lockstep-broker-end");
        ending.setDaemon(true);
        ending.start();
        try {
            do {
                ending.join(ABANDON_AFTER_MS);
            } while (ending.isAlive() && failure().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !ending.isAlive();
    }

    private static void delete(OwnedDir dir, boolean ended) {
        try {
            dir.close();
        } catch (UncheckedIOException e) {
            if (ended) {
                throw e;
            }
            LOG.warn("{} is left to the next start to delete", dir.path(), e);
        }
    }

    private static void format(Path dir, Properties properties) {
        Path file = dir.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw notWritable(dir, e);
        }
        if (Files.exists(dir.resolve("log").resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] arguments = {
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            file.toString(),
            "--feature",
            "transaction.version=2",
        };
        int status;
        try (PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            status = StorageTool.execute(arguments, stream);
        }
        String said = output.toString(StandardCharsets.UTF_8).strip();
        LOG.debug("{}", said);
        if (status != 0) {
            throw new StackException(
                    "The Kafka broker's folder " + dir + " could not be formatted: " + said);
        }
    }

    private static Path createDirectories(@Nullable Path dir) {
        Path required = Objects.requireNonNull(dir);
        try {
            return Files.createDirectories(required);
        } catch (IOException e) {
            throw notWritable(required, e);
        }
    }

    private static long freeBytes(Path dir) {
        try {
            return Files.getFileStore(dir).getUsableSpace();
        } catch (IOException e) {
            throw notWritable(dir, e);
        }
    }

    private static StackException notWritable(Path dir, IOException e) {
        return new StackException(
                "The Kafka broker cannot write to "
                        + dir
                        + " ("
                        + e
                        + "): free some space, or name a folder that is writable.",
                e);
    }

    private static boolean isBindFailure(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof BindException
                    || String.valueOf(t.getMessage()).contains("Address already in use")) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.toString() : message;
    }
}
