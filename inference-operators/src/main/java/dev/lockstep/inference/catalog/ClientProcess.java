package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a package client and watches it work. */
final class ClientProcess {
    private static final long POLL_MS = 100;
    private static final int CAUSE_LINES = 2;
    private static final int CAUSE_CHARS = 400;

    private ClientProcess() {}

    /**
     * What became of it.
     *
     * @param exitCode its exit code
     * @param complaint the first lines of error that it printed
     */
    record Result(int exitCode, String complaint) {}

    /**
     * Runs {@code command} to its end.
     *
     * @param workDir where it runs and where its output is kept meanwhile
     * @param onPoll called ten times a second
     * @throws IOException when it cannot be started
     */
    static Result run(
            List<String> command, Map<String, String> environment, Path workDir, Runnable onPoll)
            throws IOException {
        Path log = workDir.resolve("client.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(workDir.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                onPoll.run();
            }
            return new Result(process.exitValue(), complaint(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelStoreException("Interrupted while a model was being fetched.", e);
        } finally {
            process.destroy();
        }
    }

    private static String complaint(Path log) throws IOException {
        List<String> lines =
                new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("ERROR") || line.startsWith("[ERROR]"))
                        .filter(line -> !line.equals("[ERROR]") && !line.contains("[Help 1]"))
                        .toList();
        // Both clients name the cause first and then explain themselves at length.
        String cause = String.join(" / ", lines.subList(0, Math.min(CAUSE_LINES, lines.size())));
        if (cause.isEmpty()) {
            return "nothing";
        }
        return cause.length() <= CAUSE_CHARS ? cause : cause.substring(0, CAUSE_CHARS) + "…";
    }
}
