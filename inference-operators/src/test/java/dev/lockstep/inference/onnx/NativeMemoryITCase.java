package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million runs, each of which makes and frees native objects, leave the process as it was. */
class NativeMemoryITCase {
    private static final long MOST_GROWTH_KB = 10 * 1024;

    @Test
    void aMillionRunsKeepNoMemory(@TempDir Path folder) throws Exception {
        assumeTrue(
                Files.exists(Path.of("/proc/self/status")),
                "resident memory is read from /proc, which is not here");
        Path file = folder.resolve("add.onnx");
        new OnnxGraph()
                .input("x", OnnxGraph.FLOAT, "rows", 4)
                .node("Add", "y", Map.of(), "x", "x")
                .output("y", OnnxGraph.FLOAT, "rows", 4)
                .write(file);
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xms64m",
                                        "-Xmx64m",
                                        "-XX:+AlwaysPreTouch",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        MillionRuns.class.getName(),
                                        file.toString()))
                        .redirectError(errors.toFile())
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        String last = printed.strip().lines().reduce((a, b) -> b).orElse("");
        assertThat(Long.parseLong(last)).as("kB").isLessThanOrEqualTo(MOST_GROWTH_KB);
    }
}
