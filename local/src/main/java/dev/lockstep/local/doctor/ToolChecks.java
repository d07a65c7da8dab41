package dev.lockstep.local.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs that fetch models, and the registry that the build unpacks. Stateless. */
public final class ToolChecks {
    private static final long PATIENCE_S = 20;

    private ToolChecks() {}

    /**
     * Python with pip.
     *
     * @param needed whether a model that is needed has yet to be fetched with it
     */
    public static Finding pip(boolean needed) {
        Optional<String> version = run(List.of("python3", "-m", "pip", "--version"));
        return version.map(said -> Finding.ok("python3 with pip", said))
                .orElseGet(
                        () ->
                                missing(
                                        needed,
                                        "python3 with pip",
                                        "Debian: apt install python3-pip"));
    }

    /** Maven. */
    public static Finding maven() {
        Optional<String> version = run(List.of("mvn", "--batch-mode", "--version"));
        return version.map(said -> Finding.ok("Maven", said))
                .orElseGet(() -> missing(false, "Maven", "Debian: apt install maven"));
    }

    /**
     * The schema registry as the build unpacks it.
     *
     * @param home what the launcher says, if it does
     */
    public static Finding registry(@Nullable String home) {
        if (home == null || home.isBlank()) {
            return Finding.fail(
                    "schema registry", "its place is not known", "start through ./lockstep");
        }
        try (Stream<Path> files = Files.list(Path.of(home))) {
            return files.anyMatch(file -> file.toString().endsWith("-runner.jar"))
                    ? Finding.ok("schema registry", home)
                    : Finding.fail("schema registry", "not in " + home, rebuild());
        } catch (IOException e) {
            return Finding.fail("schema registry", "no folder " + home, rebuild());
        }
    }

    private static String rebuild() {
        return "build again: mvn -Pfast package";
    }

    private static Finding missing(boolean needed, String what, String advice) {
        return needed
                ? Finding.fail(what, "not found; models are fetched with it", advice)
                : Finding.warn(what, "not found; some models are fetched with it", advice);
    }

    private static Optional<String> run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(output.join(), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? said.lines()
                            .map(ToolChecks::plain)
                            .filter(line -> !line.isBlank())
                            .findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static byte[] read(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static String plain(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "").strip();
    }
}
