package dev.lockstep.local.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own, in memory; where none may be mounted the test is skipped. */
public final class TestDisk implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Path path;

    private TestDisk(Path path) {
        this.path = path;
    }

    /** Mounts a disk of that many MiB at a folder. */
    public static TestDisk mount(Path folder, int mebibytes) throws Exception {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        return new TestDisk(folder);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Writes a file until no more than that many bytes are free. */
    public void fill(long leftBytes) throws IOException {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(path.resolve("filler"))) {
            while (Files.getFileStore(path).getUsableSpace() > leftBytes) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.getFileStore(path).getUsableSpace() > BLOCK) {
                throw e;
            }
        }
    }

    /** Nothing can be written any more. */
    public void makeReadOnly() throws Exception {
        run("mount", "-o", "remount,ro", path.toString());
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", path.toString());
    }

    private static void run(String... command) throws Exception {
        List<String> said = new ArrayList<>();
        int code;
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            code = process.waitFor();
        } catch (IOException e) {
            said.add(e.toString());
            code = -1;
        }
        Assumptions.assumeTrue(code == 0, "no disk can be mounted here: " + said);
    }
}
