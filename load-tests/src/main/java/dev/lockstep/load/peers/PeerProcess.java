package dev.lockstep.load.peers;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A peer's script at work. Used by one thread; what the script says is read by another, so that it
 * never waits for us. Closing ends it and what it started.
 */
final class PeerProcess implements AutoCloseable {
    private final String name;
    private final Path log;
    private final Process process;
    private final OutputStream input;

    /** Lines as they came; an empty one when there will be no more. */
    private final BlockingQueue<Optional<String>> said = new LinkedBlockingQueue<>();

    private PeerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.input = process.getOutputStream();
        Thread reader = new Thread(this::read, "lockstep-peer-read");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a script.
     *
     * @param log where its standard error goes
     */
    static PeerProcess start(String name, List<String> command, Path log) throws IOException {
        return new PeerProcess(
                name, log, new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    /** Says one object to it. */
    void say(Map<String, ?> message) throws IOException, InterruptedException {
        byte[] line =
                (new ObjectMapper().writeValueAsString(message) + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        try {
            input.write(line);
            input.flush();
        } catch (IOException e) {
            throw ended();
        }
    }

    /**
     * What it says next.
     *
     * @return empty when it says nothing for so long
     * @throws IOException when it has ended, failed or said something that it must not
     */
    Optional<PeerMessage> next(Duration patience) throws IOException, InterruptedException {
        Optional<String> line = said.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        if (line == null) {
            return Optional.empty();
        }
        if (line.isEmpty()) {
            throw ended();
        }
        PeerMessage message;
        try {
            message = PeerMessage.parse(line.get());
        } catch (IOException e) {
            throw failure(String.valueOf(e.getMessage()));
        }
        if (message instanceof PeerMessage.Failed failed) {
            throw failure("failed: " + failed.problem());
        }
        return Optional.of(message);
    }

    private IOException ended() throws InterruptedException {
        return failure(
                process.waitFor(5, TimeUnit.SECONDS)
                        ? "ended with code " + process.exitValue() + " before it was done"
                        : "hung up before it was done");
    }

    /** A failure of this peer, with its last words. */
    IOException failure(String what) {
        String last = "";
        try (var lines = Files.lines(log)) {
            last = lines.filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
        } catch (IOException | java.io.UncheckedIOException e) {
            last = "";
        }
        return new IOException(
                name
                        + " "
                        + what
                        + ". See "
                        + log
                        + (last.isEmpty() ? "." : ", which ends with: " + last.strip()));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(Optional.of(line));
            }
        } catch (IOException e) {
            // The end of the output is the end, however it came.
        } finally {
            said.add(Optional.empty());
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        try {
            input.close();
        } catch (IOException e) {
            // It does not read any more.
        }
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
