package dev.lockstep.load.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.testing.ArchiveTexts;
import dev.lockstep.load.testing.MediaTopics;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.Displays;
import dev.lockstep.local.terminal.TerminalKind;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording by a clock that the test moves, and from topics that lose what is on them. */
class TopicRecorderITCase {
    private static final Duration LENGTH = Duration.ofHours(100);

    private final LocalStack stack = LocalStack.shared();
    private final Interrupts interrupts = Interrupts.none();
    @TempDir private Path dir = Path.of("");

    @Test
    void itRecordsForItsTimeAndNoLonger() throws Exception {
        MediaTopics topics = MediaTopics.create("for-time.");
        topics.sendTexts("talk", 0, 3);
        Path archive = dir.resolve("a.mcap");
        Path growing = dir.resolve("a.mcap.part");
        AtomicLong clock = new AtomicLong();
        CompletableFuture<ArchivedRecords> recording =
                CompletableFuture.supplyAsync(() -> record("for-time.", archive, clock::get));
        awaitRecords(growing, 3, clock);
        topics.sendTexts("talk", 3, 5);
        awaitRecords(growing, 5, clock);
        assertThat(recording).isNotDone();
        clock.set(LENGTH.toNanos());
        assertThat(recording.get(120, TimeUnit.SECONDS).problems()).isEmpty();
        topics.sendTexts("talk", 5, 6);
        assertThat(ArchiveTexts.of(archive))
                .isEqualTo(IntStream.range(0, 5).mapToObj(i -> "talk " + i).toList());
    }

    @Test
    void whatWasRemovedBeforeItWasReadIsCounted() throws Exception {
        MediaTopics topics = MediaTopics.create("removed.");
        topics.sendTexts("talk", 0, 9);
        topics.sendEnd("talk", 9);
        AtomicBoolean removed = new AtomicBoolean();
        // The clock is asked for the first time between finding the beginning and reading from it.
        LongSupplier clock =
                () -> {
                    if (removed.compareAndSet(false, true)) {
                        removeBefore("removed." + Topics.MEDIA_TEXT.name(), 4);
                    }
                    return 0;
                };
        Path archive = dir.resolve("a.mcap");
        ArchivedRecords records = record("removed.", archive, clock);
        assertThat(records.problems())
                .containsExactly(
                        "4 records were removed from their topics before they could be recorded:"
                                + " give the topics more room (retention.bytes).");
        assertThat(ArchiveTexts.of(archive))
                .isEqualTo(IntStream.range(4, 10).mapToObj(i -> "talk " + i).toList());
    }

    private ArchivedRecords record(String prefix, Path archive, LongSupplier clock) {
        RecordConf conf =
                new RecordConf(
                        stack.bootstrapServers(),
                        RegistryConf.of(stack.registryUrl()),
                        prefix,
                        List.of(Topics.MEDIA_AUDIO, Topics.MEDIA_VIDEO, Topics.MEDIA_TEXT),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.of(LENGTH));
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        try (ArchiveFile file = ArchiveFile.create(archive)) {
            ArchivedRecords records =
                    new TopicRecorder(
                                    conf,
                                    Displays.of(
                                            nowhere,
                                            TerminalKind.plain(),
                                            Map.of(),
                                            System::nanoTime),
                                    interrupts,
                                    clock)
                            .record(file);
            file.finish();
            return records;
        }
    }

    /** What was read is written every two seconds of the recorder's clock. */
    private static void awaitRecords(Path growing, long count, AtomicLong clock) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> {
                            clock.addAndGet(TimeUnit.SECONDS.toNanos(3));
                            return ArchiveTexts.count(growing) >= count;
                        });
    }

    private void removeBefore(String topic, long offset) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition(topic, 0),
                                    RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
