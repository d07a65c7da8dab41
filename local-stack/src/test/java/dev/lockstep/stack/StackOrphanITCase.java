package dev.lockstep.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackOrphanITCase {
    @TempDir Path temp;

    @Test
    void registryDiesWithItsKilledParentAndTheNextStartSweepsUp() throws Exception {
        Process parent = startParent();
        long registryPid = registryPid(parent);
        assertThat(ProcessHandle.of(registryPid)).isPresent();
        assertThat(entries()).anyMatch(name -> name.startsWith("lockstep-broker-"));

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                ProcessHandle.of(registryPid)
                                        .map(handle -> !handle.isAlive())
                                        .orElse(true));
        Process next = startParent();
        try {
            registryPid(next);
            assertThat(entries())
                    .filteredOn(name -> !name.endsWith(".lock") && name.startsWith("lockstep-"))
                    .hasSize(2);
        } finally {
            next.destroyForcibly().waitFor();
        }
    }

    @Test
    void registryOutlivesCtrlC() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start(RegistryProcessConf.standard())) {
            Process kill = new ProcessBuilder("kill", "-INT", "" + registry.pid()).start();
            assertThat(kill.waitFor()).isZero();
            int port = URI.create(registry.url()).getPort();
            await().during(Duration.ofSeconds(1)).until(() -> RegistryProbe.answers(port));
        }
    }

    private Process startParent() throws Exception {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temp,
                        "-D"
                                + RegistryProcessConf.HOME_PROPERTY
                                + "="
                                + System.getProperty(RegistryProcessConf.HOME_PROPERTY),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackStarter.class.getName());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static long registryPid(Process parent) throws Exception {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("registry ")) {
                return Long.parseLong(line.split(" ", -1)[1]);
            }
        }
        throw new AssertionError("No registry was started:\n" + said);
    }

    private List<String> entries() throws Exception {
        try (Stream<Path> list = Files.list(temp)) {
            return list.map(path -> path.getFileName().toString()).toList();
        }
    }
}
