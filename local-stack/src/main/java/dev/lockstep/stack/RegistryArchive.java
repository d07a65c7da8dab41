package dev.lockstep.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * The registry's classes as an archive that the JVM maps instead of loading and verifying them one
 * by one, which halves its start. The JVM ignores an archive that does not fit.
 */
final class RegistryArchive {
    private static final long DUMP_TIMEOUT_S = 60;

    private RegistryArchive() {}

    /** Where the archive for this JVM lies or would lie. */
    static Path file(Path runnerJar) {
        String vm = System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9.]+", "-");
        return runnerJar.resolveSibling("registry-" + vm + ".jsa");
    }

    /** Makes the archive unless there is one; runs the registry for that. */
    static void ensure(RegistryProcessConf conf) throws IOException, InterruptedException {
        RegistryCommand command = RegistryCommand.of(conf);
        Path archive = file(command.runnerJar());
        if (Files.isRegularFile(archive)) {
            return;
        }
        Path growing = archive.resolveSibling("growing-" + ProcessHandle.current().pid() + ".jsa");
        try (OwnedDir workDir = OwnedDir.create("lockstep-registry-")) {
            Path log = workDir.path().resolve("registry.log");
            Process process = command.startForArchive(workDir.path(), log, growing);
            try {
                RegistryProcess.awaitReady(process, log, conf);
                process.destroy();
                if (process.waitFor(DUMP_TIMEOUT_S, TimeUnit.SECONDS) && Files.exists(growing)) {
                    Files.move(growing, archive, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                process.destroyForcibly().waitFor();
                Files.deleteIfExists(growing);
            }
        }
    }
}
