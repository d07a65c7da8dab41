package dev.lockstep.load.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.testing.ArchiveTexts;
import dev.lockstep.load.testing.CommandRun;
import dev.lockstep.load.testing.MediaTopics;
import dev.lockstep.schema.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records are in an archive, however recording begins and ends. */
class RecordITCase {
    @TempDir private Path dir = Path.of("");

    @Test
    void fromNowOnWhatCameBeforeIsNotInIt() throws Exception {
        MediaTopics topics = MediaTopics.create("from-now.");
        topics.sendTexts("talk", 0, 5);
        Path archive = dir.resolve("now.mcap");
        try (CommandRun run = record(topics, archive, "--from", "now")) {
            awaitLine(run, "from now on.");
            topics.sendTexts("talk", 5, 9);
            topics.sendEnd("talk", 9);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("media.text of talk: 5 records");
        }
        assertThat(ArchiveTexts.of(archive)).isEqualTo(texts("talk", 5, 10));
    }

    @Test
    void anInterruptLeavesAnArchiveThatIsWhole() throws Exception {
        MediaTopics topics = MediaTopics.create("interrupt.");
        topics.sendTexts("talk", 0, 5);
        Path archive = dir.resolve("a.mcap");
        Path growing = dir.resolve("a.mcap.part");
        try (CommandRun run = record(topics, archive)) {
            awaitRecords(growing, 5);
            topics.sendTexts("talk", 5, 7);
            awaitRecords(growing, 7);
            assertThat(run.isDone()).isFalse();
            run.interrupt();
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(ArchiveTexts.of(archive)).isEqualTo(texts("talk", 0, 7));
        assertThat(growing).doesNotExist();
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(reader.contents().truncated()).isEmpty();
        }
    }

    @Test
    void afterItsTimeItEndsByItself() throws Exception {
        MediaTopics topics = MediaTopics.create("for-command.");
        Path archive = dir.resolve("a.mcap");
        try (CommandRun run = record(topics, archive, "--for", "1s")) {
            assertThat(run.code()).as(run.err()).isZero();
        }
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(reader.contents().truncated()).isEmpty();
            assertThat(reader.contents().messages()).isZero();
        }
    }

    @Test
    void oneStreamAloneIsRecordedUntilItsEnd() throws Exception {
        MediaTopics topics = MediaTopics.create("one-stream.");
        topics.sendTexts("lobby", 0, 2);
        topics.sendTexts("talk", 0, 3);
        topics.sendTexts("lobby", 2, 4);
        topics.sendEnd("lobby", 4);
        Path archive = dir.resolve("lobby.mcap");
        try (CommandRun run = record(topics, archive, "--stream", "lobby")) {
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(ArchiveTexts.of(archive)).isEqualTo(texts("lobby", 0, 5));
    }

    @Test
    void twoStreamsEndWhenBothHaveEnded() throws Exception {
        MediaTopics topics = MediaTopics.create("two-streams.");
        topics.sendTexts("a", 0, 2);
        topics.sendTexts("b", 0, 2);
        topics.sendEnd("a", 2);
        Path archive = dir.resolve("both.mcap");
        try (CommandRun run = record(topics, archive)) {
            awaitRecords(dir.resolve("both.mcap.part"), 5);
            assertThat(run.isDone()).isFalse();
            topics.sendEnd("b", 2);
            assertThat(run.code()).as(run.err()).isZero();
        }
        assertThat(ArchiveTexts.of(archive))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(texts("a", 0, 3), texts("b", 0, 3))
                                .flatMap(List::stream)
                                .toList());
    }

    @Test
    void whatARecorderHasLeftIsNotWrittenOver() throws Exception {
        MediaTopics topics = MediaTopics.create("left-over.");
        topics.sendTexts("talk", 0, 1);
        topics.sendEnd("talk", 1);
        Path archive = dir.resolve("a.mcap");
        Path left = Files.write(dir.resolve("a.mcap.part"), new byte[100]);
        byte[] before = Files.readAllBytes(left);
        CommandRun run = record(topics, archive);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.problems())
                .containsExactly(
                        "lockstep: "
                                + left
                                + " is there already: a recording that was cut off has left it, or"
                                + " one still writes it. Move it away, or name another file with"
                                + " --out.");
        assertThat(left).hasBinaryContent(before);
        assertThat(archive).doesNotExist();
    }

    @Test
    void aRegistryThatKnowsNoneOfTheSchemasLeavesNothing() throws Exception {
        MediaTopics topics = MediaTopics.create("other-registry.");
        byte[] unknown = {0, 0x7F, 0x7F, 0x7F, 0x7F, 1, 2, 3};
        topics.sendBytes(Topics.MEDIA_TEXT, Collections.nCopies(30, unknown));
        try (CommandRun run = record(topics, dir.resolve("a.mcap"))) {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.problems()).hasSize(1);
            assertThat(run.err())
                    .contains("Check that producer and reader use the same registry.")
                    .doesNotContain("can be replayed");
        }
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aTopicThatIsNotThereLeavesNothing() {
        MediaTopics topics = MediaTopics.create("some.");
        CommandRun run =
                CommandRun.of(
                        topics.command(
                                "record",
                                "--out",
                                dir.resolve("a.mcap").toString(),
                                "--topics",
                                "lockstep.transcripts"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.problems()).hasSize(1);
        assertThat(run.err()).contains("There is no topic some.lockstep.transcripts");
        assertThat(dir).isEmptyDirectory();
    }

    private CommandRun record(MediaTopics topics, Path archive, String... options) {
        String[] all =
                Stream.concat(Stream.of("--out", archive.toString()), Stream.of(options))
                        .toArray(String[]::new);
        return CommandRun.start(topics.command("record", all));
    }

    private static void awaitLine(CommandRun run, String text) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> run.out().contains(text) || run.isDone());
    }

    private static void awaitRecords(Path growing, long count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> ArchiveTexts.count(growing) >= count);
    }

    private static List<String> texts(String stream, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> stream + " " + i).toList();
    }
}
