package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.testing.ChildCommand;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.TestDisk;
import dev.lockstep.local.testing.TestModels;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full ends a run in one sentence, and the captions so far are kept. */
@Timeout(300)
class DiskFullITCase {
    private static final int DISK_MIB = 320;
    private static final long ALMOST_FULL = 20L << 20;

    @TempDir private Path dir;

    @Test
    void aDiskThatIsAlmostFullEndsTheRunWithNothingLost() throws Exception {
        CommandRun run = captionUntilTheDiskHas(ALMOST_FULL);

        JsonNode summary = new ObjectMapper().readTree(run.outLines().get(0));
        assertThat(summary.get("records_in").asLong())
                .isPositive()
                .isEqualTo(summary.get("records_out").asLong());
    }

    @Test
    void aDiskWithoutAByteLeftEndsTheRunWithTheCaptionsSoFar() throws Exception {
        captionUntilTheDiskHas(0);
    }

    @Test
    void anOutputFolderOnAFullDiskIsRefusedBeforeTheWork() throws Exception {
        try (TestDisk disk = TestDisk.mount(dir.resolve("disk"), 2)) {
            disk.fill(0);
            assertThat(refused(disk.path()))
                    .startsWith("lockstep: The disk of the folder " + disk.path())
                    .contains("free some space", "--out");
        }
    }

    @Test
    void aReadOnlyOutputFolderIsRefusedBeforeTheWork() throws Exception {
        try (TestDisk disk = TestDisk.mount(dir.resolve("disk"), 2)) {
            disk.makeReadOnly();
            assertThat(refused(disk.path()))
                    .startsWith("lockstep: The folder " + disk.path())
                    .contains("choose another one with --out");
        }
    }

    /** Runs at the speed of the clock until captions come, then fills the temporary folder. */
    private CommandRun captionUntilTheDiskHas(long leftBytes) throws Exception {
        Path speech = TestModels.longSpeech();
        Path out = dir.resolve("out");
        try (TestDisk disk = TestDisk.mount(dir.resolve("disk"), DISK_MIB);
                ChildCommand child =
                        ChildCommand.start(
                                dir,
                                List.of(),
                                Map.of(),
                                List.of("-Djava.io.tmpdir=" + disk.path()),
                                "caption",
                                speech.toString(),
                                "--json",
                                "--out",
                                out.toString())) {
            Awaitility.await()
                    .atMost(120, TimeUnit.SECONDS)
                    .until(() -> child.output().contains("] It was") || child.isDone());
            List<ProcessHandle> children = child.descendants();
            assertThat(children).as(child.output()).isNotEmpty();
            disk.fill(leftBytes);
            CommandRun run = child.join();

            assertThat(run.code()).as(run.err()).isEqualTo(1);
            List<String> said =
                    run.errLines().stream().filter(line -> line.startsWith("lockstep: ")).toList();
            assertThat(said).as(run.err()).hasSize(1);
            assertThat(said.get(0))
                    .startsWith("lockstep: The disk at " + disk.path() + " is full (")
                    .contains("free some space", "LOCKSTEP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER");
            assertThat(run.err()).doesNotContain("Exception", "\tat ");
            assertThat(out.resolve("captions.vtt")).content().contains("It was");
            assertThat(out.resolve("captions.jsonl")).isNotEmptyFile();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            return run;
        }
    }

    private String refused(Path out) throws Exception {
        Path sound = dir.resolve("sound.wav");
        MediaFormat format = MediaFormat.soundFor("sound.wav", 16_000, 1);
        try (MediaWriter writer = MediaWriter.open(sound, format)) {
            writer.writeAudio(new short[16_000]);
        }
        CommandRun run = CommandRun.of("caption", sound.toString(), "--out", out.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(Files.exists(out.resolve("captions.vtt"))).isFalse();
        return run.err();
    }
}
