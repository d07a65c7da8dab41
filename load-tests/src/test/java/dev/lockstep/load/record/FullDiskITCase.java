package dev.lockstep.load.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.testing.ArchiveTexts;
import dev.lockstep.load.testing.CommandRun;
import dev.lockstep.load.testing.MediaTopics;
import dev.lockstep.load.testing.SmallDisk;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up under a recording. */
class FullDiskITCase {
    private static final int RECORDS = 60;
    private static final int RECORD_BYTES = 100_000;

    @TempDir private Path dir = Path.of("");

    @Test
    void whatIsOnTheDiskIsWholeAndTold() throws Exception {
        MediaTopics topics = MediaTopics.create("full-disk.");
        topics.send(Topics.MEDIA_TEXT, longTexts());
        try (SmallDisk disk = SmallDisk.mount(dir.resolve("disk"), 1_600)) {
            Path archive = disk.path().resolve("a.mcap");
            Path growing = disk.path().resolve("a.mcap.part");
            CommandRun run = CommandRun.of(topics.command("record", "--out", archive.toString()));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.problems()).hasSize(1);
            assertThat(run.problems().get(0))
                    .startsWith(
                            "lockstep: "
                                    + growing
                                    + " cannot be written any more (No space left on device): free"
                                    + " some space or name a file on another disk with --out. ")
                    .endsWith(" records are whole in " + growing + ", which can be replayed.");
            assertThat(run.err()).doesNotContain("Exception", "\tat ");
            assertThat(archive).doesNotExist();
            List<String> kept = ArchiveTexts.of(growing);
            assertThat(kept)
                    .hasSizeGreaterThan(10)
                    .hasSizeLessThan(RECORDS)
                    .isEqualTo(IntStream.range(0, kept.size()).mapToObj(i -> "talk " + i).toList())
                    .hasSize(told(run.problems().get(0)));
            CommandRun info = CommandRun.of("replay", growing.toString(), "--info");
            assertThat(info.code()).isZero();
            assertThat(info.out())
                    .contains("whole up to byte " + Files.size(growing) + ",")
                    .contains("and the " + kept.size() + " records in the");
        }
    }

    @Test
    void aDiskWithoutRoomAtTheStartIsOneSentence() throws Exception {
        MediaTopics topics = MediaTopics.create("no-disk.");
        // The kernel's own full disk: nothing can be written to it, by anybody.
        Path growing = Files.createSymbolicLink(dir.resolve("a.mcap.part"), Path.of("/dev/full"));
        CommandRun run =
                CommandRun.of(topics.command("record", "--out", dir.resolve("a.mcap").toString()));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.problems())
                .containsExactly(
                        "lockstep: "
                                + growing
                                + " cannot be written (No space left on device): name a file in"
                                + " another folder with --out.");
    }

    private static int told(String problem) {
        Matcher matcher = Pattern.compile("(\\d+) records are whole").matcher(problem);
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Texts of chance, which no compression makes much smaller than half. */
    private static List<TextEvent> longTexts() {
        Random random = new Random(1);
        byte[] bytes = new byte[RECORD_BYTES / 2];
        List<TextEvent> texts = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            random.nextBytes(bytes);
            texts.add(MediaTopics.text("talk", i, HexFormat.of().formatHex(bytes), false));
        }
        return texts;
    }
}
