package dev.lockstep.inference.onnx.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/gpu-checks} does on a machine without a GPU, with or without NVIDIA's tool. */
class GpuChecksScriptTest {
    private static final Path SCRIPT = Path.of("..", ".ci", "gpu-checks");
    private static final int NO_GPU = 77;

    @TempDir Path folder;
    private Path tools;
    private Path out;

    @BeforeEach
    void write() throws Exception {
        Path bash = Path.of("/bin/bash");
        assumeTrue(Files.isExecutable(bash), "the script is for bash");
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "rm", "grep")) {
            Path real =
                    List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
                            .filter(Files::isExecutable)
                            .findFirst()
                            .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), real);
        }
        out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("gpu.md"), "figures of another day");
        Files.writeString(out.resolve("gpu.json"), "{}");
    }

    private String run() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("LOCKSTEP_GPU_CHECKS_OUT", out.toString());
        Process process = builder.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(NO_GPU);
        return printed;
    }

    @Test
    void withoutADriverItSaysSoAndLeavesNoFigures() throws Exception {
        assertThat(run())
                .contains("there is no NVIDIA GPU here")
                .contains("nothing was measured and no figures were written");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aDriverWithoutADeviceIsNoGpu() throws Exception {
        Path tool = tools.resolve("nvidia-smi");
        Files.writeString(tool, "#!/bin/bash\necho 'No devices were found'\nexit 6\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        assertThat(run()).contains("there is no NVIDIA GPU here");
        assertThat(out).isEmptyDirectory();
    }
}
