package dev.lockstep.load.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own, in memory; where none may be mounted the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts a disk of that many KiB at a folder. */
    public static SmallDisk mount(Path folder, int kibibytes) throws Exception {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", path.toString());
    }

    private static void run(String... command) throws Exception {
        String said;
        int code;
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            code = process.waitFor();
        } catch (IOException e) {
            said = e.toString();
            code = -1;
        }
        Assumptions.assumeTrue(code == 0, "no disk can be mounted here: " + said);
    }
}
