package dev.lockstep.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryArchiveITCase {
    @TempDir Path home;

    @Test
    void archiveIsMadeOnceAndMappedByTheNextRegistry() throws Exception {
        Path built = RegistryProcessConf.standard().home();
        Path runner = RegistryCommand.of(RegistryProcessConf.standard()).runnerJar();
        Path jar = Files.copy(runner, home.resolve(runner.getFileName()));
        Files.createSymbolicLink(home.resolve("lib"), built.resolve("lib").toAbsolutePath());
        RegistryProcessConf conf = new RegistryProcessConf(home, 0, null, Duration.ofSeconds(60));

        RegistryArchive.ensure(conf);
        Path archive = RegistryArchive.file(jar);
        FileTime made = Files.getLastModifiedTime(archive);
        RegistryArchive.ensure(conf);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

        try (RegistryProcess registry = RegistryProcess.start(conf)) {
            Path maps = Path.of("/proc/" + registry.pid() + "/maps");
            assumeTrue(Files.exists(maps), "only Linux lists what a process has mapped");
            assertThat(Files.readString(maps)).contains(archive.getFileName().toString());
        }
    }
}
