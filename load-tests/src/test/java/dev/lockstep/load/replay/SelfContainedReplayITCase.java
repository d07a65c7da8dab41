package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.load.testing.CommandRun;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What settles of large pictures is the same whether the job reads them where the producer put
 * them, or where a replay put them back after they were deleted there.
 */
class SelfContainedReplayITCase {
    private static final int RATE_HZ = 16_000;
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 720;
    private static final int STROKE = 16;
    private static final int TALL = 120;

    @TempDir private Path dir = Path.of("");

    @Test
    void theSameSettlesAfterTheOriginalsAreGone() throws Exception {
        Path film = film();
        Path payloads = dir.resolve("payloads");
        Path whole = dir.resolve("whole.mcap");
        Path bare = dir.resolve("bare.mcap");
        try (LocalStack stack = LocalStack.start()) {
            String[] cluster = {
                "--bootstrap", stack.bootstrapServers(), "--registry", stack.registryUrl()
            };
            run(
                    cluster,
                    "produce",
                    film.toString(),
                    "--stream",
                    "talk",
                    "--speed",
                    "max",
                    "--create-topics",
                    "--set",
                    "produce.frame-rate=1",
                    "--set",
                    "produce.jpeg-quality=100",
                    "--set",
                    "produce.payload-dir=" + payloads);
            assertThat(
                            run(
                                            cluster,
                                            "record",
                                            "--out",
                                            whole.toString(),
                                            "--payload-dir",
                                            payloads.toString())
                                    .out())
                    .contains("pictures that travel by reference: ");
            run(cluster, "record", "--out", bare.toString());
        }
        Path expected = dir.resolve("expected");
        CommandRun originals =
                replay(
                        bare,
                        "--set",
                        "vision.payload-dir=" + payloads,
                        "--out",
                        expected.toString());
        assertThat(originals.code()).as(originals.err()).isZero();
        assertThat(Files.readString(expected.resolve("windows.jsonl")))
                .contains("\"on_screen_text\":[\"HEL");

        deleteAll(payloads);
        CommandRun restored = replay(whole, "--expect", expected.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.json().get("payloads").get("restored").asInt()).isPositive();
        assertThat(restored.json().get("payloads").get("missing").asInt()).isZero();
        assertThat(restored.json().get("differences")).isEmpty();
        assertThat(restored.json().get("ledger").get("balanced").asBoolean()).isTrue();

        CommandRun without = replay(bare, "--expect", expected.toString());
        assertThat(without.code()).isEqualTo(1);
        assertThat(without.json().get("payloads").get("missing").asInt())
                .isEqualTo(restored.json().get("payloads").get("restored").asInt());
        assertThat(without.json().get("differences")).isNotEmpty();
    }

    private static CommandRun replay(Path archive, String... options) {
        return CommandRun.of(
                Stream.concat(
                                Stream.of("replay", archive.toString(), "--json", "--speed", "max"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static CommandRun run(String[] cluster, String... arguments) {
        CommandRun run =
                CommandRun.of(
                        Stream.concat(Stream.of(arguments), Stream.of(cluster))
                                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private Path film() throws IOException {
        try {
            ModelStore store = ModelStore.standard(ProgressListener.NONE);
            store.resolve("moonshine-tiny-en");
            store.resolve("silero-vad");
            store.resolve("pp-ocr-v4");
            return film(
                    PcmReader.read16kMono(store.resolve("speech-samples").resolve("beckett.wav")));
        } catch (ModelStoreException e) {
            return Assumptions.abort("The models cannot be had here: " + e.getMessage());
        }
    }

    /** The sound, and once a second noise with a word on it: large, and something to be seen. */
    private Path film(short[] sound) throws IOException {
        Path file = dir.resolve("film.mkv");
        MediaFormat format =
                MediaFormat.sound("matroska", "flac", RATE_HZ, 1)
                        .withPictures("mjpeg", WIDTH, HEIGHT, 1)
                        .withVideoBitRate(200_000_000);
        Random random = new Random(1);
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            for (int second = 0; second * RATE_HZ < sound.length; second++) {
                writer.writePicture(picture(random), second * 1_000_000L);
                int from = second * RATE_HZ;
                writer.writeAudio(
                        Arrays.copyOfRange(sound, from, Math.min(from + RATE_HZ, sound.length)));
            }
        }
        return file;
    }

    private static byte[] picture(Random random) {
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        random.nextBytes(bgr);
        fill(bgr, 200, 400, 880, 300, (byte) -1);
        int x = 300;
        for (char letter : "HELLO".toCharArray()) {
            letter(bgr, letter, x, 490);
            x += 130;
        }
        return bgr;
    }

    /** Letters of straight strokes: a machine without a screen has no fonts. */
    private static void letter(byte[] bgr, char letter, int x, int y) {
        int wide = 80;
        fill(bgr, x, y, STROKE, TALL, (byte) 0);
        if (letter == 'H' || letter == 'O') {
            fill(bgr, x + wide - STROKE, y, STROKE, TALL, (byte) 0);
        }
        if (letter == 'H' || letter == 'E') {
            fill(bgr, x, y + (TALL - STROKE) / 2, wide, STROKE, (byte) 0);
        }
        if (letter == 'E' || letter == 'O') {
            fill(bgr, x, y, wide, STROKE, (byte) 0);
        }
        if (letter != 'H') {
            fill(bgr, x, y + TALL - STROKE, wide, STROKE, (byte) 0);
        }
    }

    private static void fill(byte[] bgr, int x, int y, int width, int height, byte value) {
        for (int row = y; row < y + height; row++) {
            int from = 3 * (row * WIDTH + x);
            Arrays.fill(bgr, from, from + 3 * width, value);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
