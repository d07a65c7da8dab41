package dev.lockstep.load.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.testing.ArchiveTexts;
import dev.lockstep.load.testing.ChildCommand;
import dev.lockstep.load.testing.CommandRun;
import dev.lockstep.load.testing.MediaTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorders whose process is ended from outside. */
class CutOffRecordingITCase {
    private static final List<String> RECORDED =
            IntStream.range(0, 8).mapToObj(i -> "talk " + i).toList();

    @TempDir private Path dir = Path.of("");

    @Test
    void aSignalToEndLeavesAWholeArchive() throws Exception {
        MediaTopics topics = MediaTopics.create("terminated.");
        topics.sendTexts("talk", 0, 8);
        Path archive = dir.resolve("a.mcap");
        try (ChildCommand child = record(topics, archive)) {
            awaitRecords(child, dir.resolve("a.mcap.part"));
            // 128 and the number of the signal, as for every process that a signal ends.
            assertThat(child.terminate()).isEqualTo(143);
            assertThat(child.said()).contains("media.text of talk: 8 records");
        }
        assertThat(dir.resolve("a.mcap.part")).doesNotExist();
        assertThat(ArchiveTexts.of(archive)).isEqualTo(RECORDED);
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(reader.contents().truncated()).isEmpty();
        }
    }

    @Test
    void ofAKilledRecorderIsReadWhatIsWhole() throws Exception {
        MediaTopics topics = MediaTopics.create("killed.");
        topics.sendTexts("talk", 0, 8);
        Path growing = dir.resolve("a.mcap.part");
        try (ChildCommand child = record(topics, dir.resolve("a.mcap"))) {
            awaitRecords(child, growing);
            child.kill();
        }
        assertThat(dir.resolve("a.mcap")).doesNotExist();
        CommandRun info = CommandRun.of("replay", growing.toString(), "--info");
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out())
                .contains("8 records in")
                .contains("The archive was never finished or is cut off: it is whole up to byte")
                .contains("and the 8 records in the");
        assertThat(ArchiveTexts.of(growing)).isEqualTo(RECORDED);

        MediaTopics others = MediaTopics.create("killed-again.");
        CommandRun replayed =
                CommandRun.of(others.command("replay", growing.toString(), "--speed", "max"));
        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(replayed.out())
                .contains("The archive was never finished or is cut off")
                .contains("8 acknowledged, 0 failed");
    }

    private ChildCommand record(MediaTopics topics, Path archive) throws Exception {
        return ChildCommand.start(dir, topics.command("record", "--out", archive.toString()));
    }

    private static void awaitRecords(ChildCommand child, Path growing) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> ArchiveTexts.count(growing) >= RECORDED.size() || child.isDone());
        assertThat(child.isDone()).as(child.said()).isFalse();
    }
}
