package dev.lockstep.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Confluent-compatible schema registry (Apicurio, storage in memory) in a child JVM that
 * listens on 127.0.0.1 only and dies with this process, however that ends. Thread-safe.
 */
public final class RegistryProcess implements AutoCloseable {
    private static final long POLL_MS = 50;
    private static final int LAST_WORDS_LINES = 5;

    private final OwnedDir workDir;
    private final Path logFile;
    private final Process process;
    private final String url;
    private boolean closed;

    private RegistryProcess(OwnedDir workDir, Path logFile, Process process, String url) {
        this.workDir = workDir;
        this.logFile = logFile;
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a registry and returns once it answers.
     *
     * @throws StackException when it is not unpacked, its port is taken, it dies or takes too long
     */
    public static RegistryProcess start(RegistryProcessConf conf) {
        RegistryCommand command = RegistryCommand.of(conf);
        if (conf.port() != 0) {
            Ports.requireFree(conf.port(), "schema registry");
        }
        OwnedDir workDir = OwnedDir.create("lockstep-registry-");
        Path given = conf.logFile();
        Path logFile =
                given == null ? workDir.path().resolve("registry.log") : given.toAbsolutePath();
        Process process = null;
        try {
            process = command.start(workDir.path(), logFile);
            int port = awaitReady(process, logFile, conf);
            return new RegistryProcess(
                    workDir, logFile, process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        } catch (IOException e) {
            end(process, workDir);
            throw new StackException(
                    "The schema registry could not be started ("
                            + e.getMessage()
                            + "): check that "
                            + logFile
                            + " can be written.",
                    e);
        } catch (RuntimeException e) {
            end(process, workDir);
            throw e;
        }
    }

    /** Address of the Confluent-compatible API, without a trailing slash. */
    public String url() {
        return url;
    }

    /** Where the registry's output goes. */
    public Path logFile() {
        return logFile;
    }

    /** Process id of the registry's JVM. */
    public long pid() {
        return process.pid();
    }

    /** Ends the child, waits for its end and deletes what it left. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        end(process, workDir);
    }

    static int awaitReady(Process process, Path logFile, RegistryProcessConf conf)
            throws IOException {
        long deadline = System.nanoTime() + conf.startTimeout().toNanos();
        while (true) {
            int port = RegistryProbe.portIn(logFile);
            if (port > 0 && RegistryProbe.answers(port)) {
                return port;
            }
            if (!process.isAlive()) {
                throw new StackException(
                        "The schema registry ended with exit code "
                                + process.exitValue()
                                + " before it was ready. Its last words: "
                                + lastWords(logFile));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StackException(
                        "The schema registry did not answer within "
                                + conf.startTimeout().toSeconds()
                                + " s; is the machine short of memory or CPU? Its last words: "
                                + lastWords(logFile));
            }
            pause(process);
        }
    }

    private static void pause(Process process) {
        try {
            process.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the schema registry was starting.", e);
        }
    }

    private static void end(@Nullable Process process, OwnedDir workDir) {
        if (process != null) {
            RegistryCommand.end(process);
        }
        workDir.close();
    }

    private static String lastWords(Path logFile) {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(logFile), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                            .toList();
            int from = Math.max(0, lines.size() - LAST_WORDS_LINES);
            return lines.isEmpty()
                    ? "(none)"
                    : String.join(" | ", lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
