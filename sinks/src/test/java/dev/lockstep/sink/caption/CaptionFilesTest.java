package dev.lockstep.sink.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.schema.avro.Caption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptionFilesTest {
    private static final List<Caption> CAPTIONS = List.of(Captions.of(0, 0, 500, "Hello world."));

    @TempDir private Path folder;

    @Test
    void writesAllThreeOverOldOnesAndLeavesNothingElse() throws Exception {
        Path out = folder.resolve("a/b");
        CaptionFiles.writeAll(out, List.of(), 0);

        List<Path> files = CaptionFiles.writeAll(out, CAPTIONS, 0);

        assertThat(files)
                .containsExactly(
                        out.resolve("captions.vtt"),
                        out.resolve("captions.srt"),
                        out.resolve("captions.jsonl"));
        assertThat(files).allSatisfy(file -> assertThat(file).content().contains("Hello world."));
        assertThat(entries(out)).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaidInASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThatExceptionOfType(CaptionFileException.class)
                .isThrownBy(() -> CaptionFiles.writeAll(file, CAPTIONS, 0))
                .withMessageContaining("could not be written to " + file)
                .withMessageContaining("choose a folder");
    }

    @Test
    void aFullDiskIsSaidInASentence() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "no /dev/full on this system");

        assertThatExceptionOfType(CaptionFileException.class)
                .isThrownBy(
                        () -> {
                            // The temporary name leads to the device that is always full.
                            Path link = folder.resolve(".captions.vtt.part");
                            Files.createSymbolicLink(link, full);
                            CaptionFiles.writeAll(folder, CAPTIONS, 0);
                        })
                .withMessageContaining("No space left on device")
                .withMessageContaining("free some space");
        assertThat(folder).isEmptyDirectory();
    }

    private static List<Path> entries(Path folder) throws Exception {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
