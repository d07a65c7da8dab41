package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.load.archive.ArchiveWriter;
import dev.lockstep.load.testing.CommandRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be replayed, and options that cannot be meant: one sentence each, at once. */
class ReplayCommandTest {
    @TempDir private Path dir = Path.of("");

    @Test
    void whatIsNoArchiveIsOneSentence() throws IOException {
        Path none = dir.resolve("none.mcap");
        assertThat(refused(none)).isEqualTo(none + " is not there: name an archive.");
        assertThat(refused(dir)).isEqualTo(dir + " is a folder: name an archive in it.");
        Path empty = Files.createFile(dir.resolve("empty.mcap"));
        assertThat(refused(empty))
                .isEqualTo(
                        empty
                                + " is no archive, as it does not begin with the mark of an MCAP"
                                + " file: name a file that lockstep record wrote.");
        Path bare = Recordings.write(dir.resolve("bare.mcap"), 0);
        assertThat(refused(bare)).isEqualTo(bare + " has no records: there is nothing to replay.");
    }

    @Test
    void aFlippedByteIsToldWithItsPlace() throws IOException {
        Path archive = Recordings.write(dir.resolve("a.mcap"), 40);
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 3] ^= 1;
        Files.write(archive, bytes);
        assertThat(refused(archive))
                .startsWith(archive + ": The archive is damaged at byte ")
                .endsWith("copy it again from where it came from, or record it again.");
    }

    @Test
    void aTruncatedArchiveIsReadAsFarAsItIsWhole() throws IOException {
        Path archive = Recordings.write(dir.resolve("a.mcap"), 40);
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        CommandRun run = CommandRun.of("replay", archive.toString(), "--info");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("The archive was never finished or is cut off: it is whole up to byte");
    }

    @Test
    void schemasThatAreNoneAreTold() throws IOException {
        Path archive = foreign("{\"type\":\"no such type\"}", new byte[] {1});
        CommandRun run = CommandRun.of("replay", archive.toString(), "--info");
        assertThat(run.code()).as(run.err()).isZero();
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(catchThrowable(() -> new Heads(reader.contents().schemas())))
                    .hasMessageStartingWith("The archive's schema 'Image' is no Avro schema (")
                    .hasMessageEndingWith("name a file that lockstep record wrote.");
        }
    }

    @Test
    void recordsThatAreNotOfTheirSchemaAreTold() throws IOException {
        String schema =
                "{\"type\":\"record\",\"name\":\"Image\",\"fields\":"
                        + "[{\"name\":\"stream_id\",\"type\":\"string\"}]}";
        for (byte[] data : List.of(new byte[0], new byte[] {1}, new byte[] {40, 1})) {
            Path archive = foreign(schema, data);
            try (ArchiveReader reader = ArchiveReader.open(archive)) {
                ArchiveMessage message = Objects.requireNonNull(reader.all().next());
                assertThat(catchThrowable(() -> new Heads(reader.contents().schemas()).of(message)))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("Record 0 of media.video is not of the schema that")
                        .hasMessageEndingWith(
                                "leave its topic out with --topics, or record it again.");
            }
        }
    }

    @Test
    void optionsThatCannotBeMeantAreOneSentence() throws IOException {
        Path archive = Recordings.write(dir.resolve("a.mcap"), 40);
        assertThat(refused(archive, "--reorder", "0.05"))
                .isEqualTo(
                        "--reorder 0.05: '0.05' is not a whole number; it says how many records of"
                                + " its source may overtake a record, for instance 2 or"
                                + " text=3,video=1.");
        assertThat(refused(archive, "--skew", "text=200"))
                .startsWith("--skew text=200: '200' is not a duration with its unit");
        assertThat(refused(archive, "--start-at", "10min"))
                .isEqualTo("--start-at is beyond the end of the archive, which lasts 0.4 s.");
        assertThat(refused(archive, "--drop", "5"))
                .contains("A probability is a number from 0 to 1");
        assertThat(refused(archive, "--topics", "media.audio"))
                .isEqualTo("The archive has media.text: name some of them with --topics.");
        CommandRun unnamed = CommandRun.of("replay", archive.toString(), "--skew", "200ms");
        assertThat(unnamed.code()).isEqualTo(2);
        assertThat(unnamed.problems().get(0)).contains("--skew", "NAME=TIME", "200ms");
    }

    /** The sentence with which a command ends before it has started anything. */
    private static String refused(Path archive, String... options) {
        CommandRun run =
                CommandRun.of(
                        Stream.concat(
                                        Stream.of("replay", archive.toString()),
                                        Arrays.stream(options))
                                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        return run.problems().get(0).substring("lockstep: ".length());
    }

    private Path foreign(String schema, byte[] data) throws IOException {
        Path file = dir.resolve("foreign.mcap");
        try (OutputStream out = Files.newOutputStream(file)) {
            ArchiveWriter writer = new ArchiveWriter(out);
            ArchiveChannel channel =
                    writer.channel(
                            writer.schema("Image", schema).id(),
                            "media.video",
                            ArchiveSchema.ENCODING,
                            Map.of());
            writer.write(new ArchiveMessage(channel, 0, 1, 1, data));
            writer.finish();
        }
        return file;
    }
}
