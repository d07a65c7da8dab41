package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be captioned ends in one sentence and a code that is not 0. */
class BadInputITCase {
    @TempDir private Path dir;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.write(dir.resolve("empty.mp4"), new byte[0]);
        byte[] noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        Files.write(dir.resolve("noise.mp4"), noise);
        Files.writeString(dir.resolve("text.mp3"), "This is no sound at all.\n");
        Files.writeString(dir.resolve("blank.txt"), " ...\n");
        Files.writeString(
                Files.createDirectory(dir.resolve("model")).resolve("readme.txt"), "no model\n");
        byte[] wav = sound("sound.wav");
        Files.write(dir.resolve("header.wav"), Arrays.copyOf(wav, 20));
    }

    static Stream<Arguments> misuses() {
        return Stream.of(
                arguments("caption DIR/none.mp4", 1, "There is no file"),
                arguments("caption DIR/empty.mp4", 1, "zero bytes"),
                arguments("caption DIR/noise.mp4", 1, "is not a media file"),
                arguments("caption DIR/text.mp3", 1, "is not a media file"),
                arguments("caption DIR/header.wav", 1, "header.wav"),
                arguments("caption DIR", 1, "DIR"),
                arguments("caption gopher://host/x", 1, "The protocol gopher is not allowed"),
                arguments("caption rtsp://127.0.0.1:1/x", 1, "cannot be reached"),
                arguments("caption rtmp://127.0.0.1:1/live/x", 1, "cannot be reached"),
                arguments("caption srt://127.0.0.1:1", 1, "srt://127.0.0.1:1"),
                arguments("caption http://127.0.0.1:1/x.ts", 1, "cannot be reached"),
                arguments("caption alsa:lockstep-none", 1, "apture device"),
                arguments("caption device:/dev/video97", 1, "apture device"),
                arguments("caption DIR/sound.wav --reference @DIR/none.txt", 1, "none.txt"),
                arguments("caption DIR/sound.wav --reference DIR/blank.txt", 1, "no words"),
                arguments("caption DIR/sound.wav --out DIR/empty.mp4/x", 1, "--out"),
                arguments(
                        "caption DIR/sound.wav --set speech.partial=1",
                        1,
                        "did you mean speech.partials?"),
                arguments(
                        "caption DIR/sound.wav --out DIR/out --set"
                                + " speech.model=hf:org/repo@main/encoder_model.ort",
                        1,
                        "no speech model: it has encoder_model.ort, and needs "),
                arguments(
                        "caption DIR/sound.wav --out DIR/out --set speech.model=file:DIR/model",
                        1,
                        "The folder DIR/model holds no speech model: it has readme.txt, and needs "),
                arguments("caption DIR/sound.wav --speed fast", 2, "--speed"),
                arguments("caption", 2, "INPUT"),
                arguments("produce DIR/sound.wav", 2, "--bootstrap"),
                arguments("produce --bootstrap a:1 --registry http://a", 2, "Nothing to send"),
                arguments(
                        "produce --text DIR/none.srt --bootstrap a:1 --registry http://a",
                        1,
                        "There is no file"),
                arguments(
                        "produce --text DIR/chat.jsonl --text-mapping body --bootstrap a:1"
                                + " --registry http://a",
                        1,
                        "The --text-mapping is wrong"),
                arguments(
                        "produce DIR/sound.wav --bootstrap a:1 --registry registry:8081",
                        1,
                        "must begin with http://"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void isOneSentence(String command, int code, String says) {
        CommandRun run = CommandRun.of(command.replace("DIR", dir.toString()).split(" ", -1));
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines().get(0))
                .startsWith("lockstep: ")
                .contains(says.replace("DIR", dir.toString()));
        assertThat(run.errLines()).hasSizeLessThanOrEqualTo(code == 2 ? 3 : 1);
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run =
                    CommandRun.of(
                            "caption",
                            dir.resolve("sound.wav").toString(),
                            "--out",
                            dir.resolve("out").toString(),
                            "--kafka-port",
                            String.valueOf(taken.getLocalPort()));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("lockstep: Port " + taken.getLocalPort() + " of 127.0.0.1")
                    .contains("is in use by another process");
        }
    }

    @Test
    void picturesThatNobodyLooksAtAndNoSoundAreNoError() throws IOException {
        Path file = dir.resolve("silent.mp4");
        MediaFormat format = MediaFormat.mp4(16_000, 1, 64, 48, 5).withoutSound();
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
            for (int i = 0; i < 10; i++) {
                writer.writePicture(image, i * 200_000L);
            }
        }
        Path out = dir.resolve("out");
        CommandRun run =
                CommandRun.of(
                        "caption",
                        file.toString(),
                        "--frames-per-second",
                        "0",
                        "--out",
                        out.toString(),
                        "--json");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("has no audio track");
        assertThat(run.outLines()).hasSize(1);
        assertThat(run.out()).contains("\"words\":0", "\"records_in\":0");
        assertThat(out.resolve("captions.vtt")).hasContent("WEBVTT\n");
        assertThat(out.resolve("captions.srt")).isEmptyFile();
        assertThat(out.resolve("aligned.jsonl")).isEmptyFile();
        assertThat(out.resolve("ledger.jsonl")).isEmptyFile();
        assertThat(out.resolve("summary.json")).isNotEmptyFile();
    }

    @Test
    void withoutModelsAndWithoutAClientThereIsASentence() throws IOException {
        CommandRun run =
                CommandRun.of(
                        Map.of(
                                "XDG_CACHE_HOME", dir.resolve("cache").toString(),
                                "LOCKSTEP_MODEL_MIRROR", dir.resolve("no-mirror").toString()),
                        Interrupts.none(),
                        "models",
                        "pull",
                        "yolox-nano");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).startsWith("lockstep: ").contains("LOCKSTEP_MODEL_MIRROR");
    }

    private byte[] sound(String name) throws IOException {
        Path file = dir.resolve(name);
        try (MediaWriter writer = MediaWriter.open(file, MediaFormat.soundFor(name, 16_000, 1))) {
            writer.writeAudio(new short[16_000]);
        }
        return Files.readAllBytes(file);
    }
}
