package dev.lockstep.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.LockstepCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir private Path parent;

    @Test
    void aCommandDeletesTheFolderThatWasMadeForItWithAllThatIsInIt() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("lockstep-run-1"));
        Files.createFile(Files.createDirectory(folder.resolve("flink-io")).resolve("spilled"));

        assertThat(run("-Djava.io.tmpdir=" + folder, "-Dlockstep.temporary=" + parent)).isZero();
        assertThat(parent.toFile().list()).isEmpty();
    }

    @Test
    void withoutSuchAFolderNothingIsDeleted() throws Exception {
        Files.createFile(parent.resolve("of-another"));

        assertThat(run("-Djava.io.tmpdir=" + parent)).isZero();
        assertThat(parent.toFile().list()).containsExactly("of-another");
    }

    @Test
    void aFolderThatTheScriptDidNotMakeIsLeftAlone() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("mine"));
        Files.createFile(folder.resolve("of-another"));

        assertThat(run("-Djava.io.tmpdir=" + folder, "-Dlockstep.temporary=" + parent)).isZero();
        assertThat(folder.toFile().list()).containsExactly("of-another");
    }

    private int run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockstepCommand.class.getName(),
                        "--version"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The log of the command.
        builder.environment().put("XDG_STATE_HOME", parent.resolveSibling("state").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("lockstep ");
        return process.waitFor();
    }
}
