package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.testing.CommandRun;
import dev.lockstep.load.testing.MediaTopics;
import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStoreException;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that travel by reference are in the archive, each once, and are put back. */
class ReferencedPicturesITCase {
    private final byte[] first = picture(1, 300_000);
    private final byte[] second = picture(2, 400_000);
    private final byte[] gone = picture(3, 500_000);
    @TempDir private Path dir = Path.of("");

    @Test
    void anArchiveNeedsNobodyElsesFolder() throws Exception {
        MediaTopics topics = MediaTopics.create("pictures.");
        Path payloads = dir.resolve("payloads");
        FilePayloadStore store = store(payloads);
        PayloadReference toFirst = store.put(first);
        PayloadReference toSecond = store.put(second);
        PayloadReference toGone = store.put(gone);
        Files.delete(file(payloads, toGone));
        topics.send(Topics.MEDIA_VIDEO, frames(toFirst, toSecond, toFirst, toGone));

        Path archive = dir.resolve("a.mcap");
        CommandRun recorded =
                CommandRun.of(
                        topics.command(
                                "record",
                                "--out",
                                archive.toString(),
                                "--payload-dir",
                                payloads.toString()));
        assertThat(recorded.code()).isEqualTo(1);
        assertThat(recorded.problems()).hasSize(1);
        assertThat(recorded.problems().get(0))
                .startsWith(
                        "lockstep: 1 of 4 pictures that travel by reference are not in the archive."
                                + " The first: The payload "
                                + file(payloads, toGone)
                                + " is gone");
        assertThat(recorded.out())
                .contains("media.video of talk: 6 records")
                .contains("pictures that travel by reference: 2, 0.7 MB");
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(reader.contents().messages()).isEqualTo(6);
            assertThat(reader.contents().attachments())
                    .containsOnlyKeys(toFirst.getSha256(), toSecond.getSha256());
        }

        deleteAll(payloads);
        Path restored = dir.resolve("restored");
        MediaTopics others = MediaTopics.create("pictures-again.");
        CommandRun replayed = replay(others, archive, "--payload-dir", restored.toString());
        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(replayed.out())
                .contains("6 acknowledged, 0 failed")
                .contains("2 pictures that travel by reference were put back.")
                .contains("1 pictures that travel by reference are not in the archive");
        FilePayloadStore again = store(restored);
        assertThat(again.get(toFirst)).isEqualTo(first);
        assertThat(again.get(toSecond)).isEqualTo(second);
        assertThatThrownBy(() -> again.get(toGone)).isInstanceOf(PayloadStoreException.class);
    }

    @Test
    void withoutAFolderItIsSaidHowToHaveThem() throws Exception {
        MediaTopics topics = MediaTopics.create("no-folder.");
        Path payloads = dir.resolve("payloads");
        PayloadReference reference = store(payloads).put(first);
        topics.send(Topics.MEDIA_VIDEO, frames(reference));
        Path bare = dir.resolve("bare.mcap");
        CommandRun recorded = CommandRun.of(topics.command("record", "--out", bare.toString()));
        assertThat(recorded.code()).as(recorded.err()).isZero();
        assertThat(recorded.out())
                .contains(
                        "1 pictures travel by reference and are not in the archive: name the"
                                + " producer's folder with --payload-dir");
        Path whole = dir.resolve("whole.mcap");
        CommandRun.of(
                topics.command(
                        "record", "--out", whole.toString(), "--payload-dir", payloads.toString()));

        MediaTopics others = MediaTopics.create("no-folder-again.");
        CommandRun left = replay(others, whole);
        assertThat(left.code()).as(left.err()).isZero();
        assertThat(left.out())
                .contains(
                        "1 pictures of the archive travel by reference and were not put back: name"
                                + " the folder that the job reads (vision.payload-dir)");

        Path file = Files.createFile(dir.resolve("file"));
        CommandRun refused = replay(others, whole, "--payload-dir", file.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.err()).contains("could not be stored in " + file);
    }

    private static CommandRun replay(MediaTopics topics, Path archive, String... options) {
        return CommandRun.of(
                topics.command(
                        "replay",
                        Stream.concat(
                                        Stream.of(archive.toString(), "--speed", "max"),
                                        Stream.of(options))
                                .toArray(String[]::new)));
    }

    /** A frame for each reference, one that carries its picture, and the end. */
    private static List<VideoFrame> frames(PayloadReference... references) {
        List<VideoFrame> frames = new ArrayList<>();
        for (PayloadReference reference : references) {
            VideoFrame frame = MediaTopics.frame("talk", frames.size());
            frame.setPayloadReference(reference);
            frames.add(frame);
        }
        VideoFrame inline = MediaTopics.frame("talk", frames.size());
        inline.setPayload(ByteBuffer.wrap(picture(4, 1_000)));
        frames.add(inline);
        VideoFrame end = MediaTopics.frame("talk", frames.size());
        end.setEndOfStream(true);
        frames.add(end);
        return frames;
    }

    private static byte[] picture(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static FilePayloadStore store(Path folder) {
        return new FilePayloadStore(folder, Duration.ofDays(1), Clock.systemUTC());
    }

    private static Path file(Path folder, PayloadReference reference) {
        String sha256 = reference.getSha256();
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
