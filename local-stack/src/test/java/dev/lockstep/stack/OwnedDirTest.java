package dev.lockstep.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedDirTest {
    private static final String PREFIX = "lockstep-owned-dir-test-";

    @Test
    void anotherProcessLeavesTheFoldersOfThisOneAloneHoweverManyThereAre() throws Exception {
        try (OwnedDir first = OwnedDir.create(PREFIX);
                OwnedDir second = OwnedDir.create(PREFIX)) {
            Process other =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Sweeper.class.getName())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor()).as(said).isZero();
            assertThat(Files.isDirectory(first.path())).isTrue();
            assertThat(Files.isDirectory(second.path())).isTrue();
        }
    }

    @Test
    void aFolderThatWasGivenIsDeletedAndThoseOfProcessesThatAreGoneAreSwept(@TempDir Path parent)
            throws Exception {
        Path left = Files.createDirectory(parent.resolve(PREFIX + "left"));
        Files.writeString(left.resolve("library.so"), "left behind");
        Files.createFile(parent.resolve(PREFIX + "left.lock"));
        Files.createDirectory(parent.resolve("strange"));
        Path given = Files.createDirectory(parent.resolve(PREFIX + "given"));
        Path beside = Files.createDirectory(parent.resolve(PREFIX + "beside"));
        try (OwnedDir owned = OwnedDir.adopt(given, PREFIX)) {
            OwnedDir other = OwnedDir.adopt(beside, PREFIX);
            Files.writeString(given.resolve("library.so"), "used");
            assertThat(Files.isDirectory(owned.path())).isTrue();
            other.close();
        }
        assertThat(parent.toFile().list()).containsExactly("strange");
    }

    /** Another process that makes such a folder, and so sweeps up those that nobody holds. */
    static final class Sweeper {
        private Sweeper() {}

        public static void main(String[] arguments) {
            OwnedDir.create(PREFIX).close();
        }
    }
}
