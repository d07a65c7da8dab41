package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.TerminalKind;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.stack.LocalStack;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The regression test of the whole system: what real producers sent through a real broker, recorded
 * once, settles the same each time that it is replayed through the real job and models.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayITCase {
    private static final int RATE_HZ = 16_000;
    private static final int FRAME_SAMPLES = RATE_HZ / 5;
    private static final String CHAT =
            """
            {"pts":1.2,"author":"ana","text":"Who is this?"}
            {"pts":4.6,"author":"ben","text":"Beckett, I think"}
            """;

    /** Frames come twice a second, so two that overtake one are a second apart. */
    private static final String BOUND = "align.out-of-orderness=2s";

    @TempDir private static Path dir;
    private Path archive = Path.of("");
    private Path expected = Path.of("");

    @BeforeAll
    void recordAndReplayOnce() throws IOException {
        archive = dir.resolve("talk.mcap");
        expected = dir.resolve("expected");
        Path film = film();
        Path chat = Files.writeString(dir.resolve("chat.jsonl"), CHAT);
        try (LocalStack stack = LocalStack.start()) {
            Run produced =
                    lockstep(
                            "produce",
                            film.toString(),
                            "--text",
                            chat.toString(),
                            "--stream",
                            "talk",
                            "--speed",
                            "max",
                            "--create-topics",
                            "--bootstrap",
                            stack.bootstrapServers(),
                            "--registry",
                            stack.registryUrl());
            assertThat(produced.code()).as(produced.err()).isZero();
            Run recorded =
                    lockstep(
                            "record",
                            "--out",
                            archive.toString(),
                            "--bootstrap",
                            stack.bootstrapServers(),
                            "--registry",
                            stack.registryUrl());
            assertThat(recorded.code()).as(recorded.err()).isZero();
            assertThat(recorded.out())
                    .contains("media.audio of talk: ")
                    .contains("media.video of talk: ")
                    .contains("media.text of talk: 3 records");
        }
        Run first = replay("--speed", "max", "--out", expected.toString());
        JsonNode result = first.json();
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(result.get("settled").get(0).get("captions").asInt()).isGreaterThan(3);
        assertThat(result.get("settled").get(0).get("windows").asInt()).isGreaterThan(10);
        assertThat(result.get("ledger").get("balanced").asBoolean()).isTrue();
        assertThat(Files.readString(expected.resolve("captions.jsonl"))).contains("Try again.");
    }

    @Test
    void atAnotherSpeedTheSameSettles() throws IOException {
        Run run = replay("--speed", "4", "--expect", expected.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("differences")).isEmpty();
        assertThat(run.json().get("spacing").get("p99").isNumber()).isTrue();
        assertThat(run.digest()).isEqualTo(digest());
    }

    @Test
    void duplicatesDelaysAndDisorderWithinTheBoundChangeNothing() throws IOException {
        Run run =
                replay(
                        "--speed",
                        "max",
                        "--expect",
                        expected.toString(),
                        "--duplicate",
                        "0.2",
                        "--jitter",
                        "80ms",
                        "--skew",
                        "video=300ms",
                        "--reorder",
                        "video=2",
                        "--seed",
                        "7");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.digest()).isEqualTo(digest());
        JsonNode perturbed = run.json().get("perturbed");
        assertThat(perturbed.get("duplicated").asLong()).isPositive();
        assertThat(perturbed.get("reordered").asLong()).isPositive();
        assertThat(run.json().get("ledger").get("duplicate").asLong())
                .isEqualTo(perturbed.get("duplicated").asLong());
    }

    @Test
    void copiesUnderOtherIdsSettleTheSame() throws IOException {
        Run run =
                replay(
                        "--speed",
                        "max",
                        "--streams",
                        "2",
                        "--stagger",
                        "3s",
                        "--expect",
                        expected.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("settled"))
                .extracting(copy -> copy.get("digest").asText())
                .containsExactly(digest(), digest());
    }

    @Test
    void whatWasDroppedIsMissed() throws IOException {
        Run run = replay("--speed", "max", "--drop", "0.3", "--expect", expected.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.json().get("as_expected").asBoolean()).isFalse();
        assertThat(run.json().get("differences")).isNotEmpty();
        assertThat(run.json().get("problems")).isEmpty();
    }

    @Test
    void disturbedTheSameWayTwiceTheSameSettles() throws IOException {
        String[] disturbed = {
            "--speed",
            "4",
            "--streams",
            "3",
            "--jitter",
            "50ms",
            "--skew",
            "video=200ms",
            "--drop",
            "0.05",
            "--duplicate",
            "0.05",
            "--reorder",
            "2",
            "--seed",
            "7"
        };
        Path once = dir.resolve("once");
        Run first = replay(with(disturbed, "--out", once.toString()));
        assertThat(first.code()).as(first.err()).isZero();
        Run again = replay(with(disturbed, "--expect", once.toString()));
        assertThat(again.code()).as(again.out()).isZero();
        assertThat(again.json().get("perturbed")).isEqualTo(first.json().get("perturbed"));
        assertThat(again.json().get("settled")).isEqualTo(first.json().get("settled"));
        assertThat(first.json().get("perturbed").get("dropped").asLong()).isPositive();
        // Chances are drawn for each copy, so copies differ from one another.
        assertThat(first.digest())
                .isNotEqualTo(first.json().get("settled").get(1).get("digest").asText());
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    private String digest() throws IOException {
        return new ObjectMapper()
                .readTree(expected.resolve("digest.json").toFile())
                .get("digest")
                .asText();
    }

    private Run replay(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("replay", archive.toString(), "--json", "--set", BOUND));
        arguments.addAll(List.of(options));
        return lockstep(arguments.toArray(new String[0]));
    }

    private static Run lockstep(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CommandContext context =
                new CommandContext(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        TerminalKind.plain(),
                        TerminalKind.plain(),
                        System.getenv(),
                        Interrupts.none());
        int code = RootCommand.commandLine(context).execute(arguments);
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Run(int code, String out, String err) {
        JsonNode json() throws IOException {
            List<String> lines = out.lines().toList();
            return new ObjectMapper().readTree(lines.get(lines.size() - 1));
        }

        String digest() throws IOException {
            return json().get("settled").get(0).get("digest").asText();
        }
    }

    private static Path film() throws IOException {
        try {
            ModelStore store = ModelStore.standard(ProgressListener.NONE);
            store.resolve("moonshine-tiny-en");
            store.resolve("silero-vad");
            return film(
                    PcmReader.read16kMono(store.resolve("speech-samples").resolve("beckett.wav")));
        } catch (ModelStoreException e) {
            return Assumptions.abort("The models cannot be had here: " + e.getMessage());
        }
    }

    /** The sound with a box that moves, five pictures a second. */
    private static Path film(short[] sound) throws IOException {
        Path file = dir.resolve("film.mp4");
        try (MediaWriter writer =
                MediaWriter.open(file, MediaFormat.mp4(RATE_HZ, 1, 320, 240, 5))) {
            for (int frame = 0; frame * FRAME_SAMPLES < sound.length; frame++) {
                writer.writePicture(picture(frame), frame * 200_000L);
                int from = frame * FRAME_SAMPLES;
                writer.writeAudio(
                        Arrays.copyOfRange(
                                sound, from, Math.min(from + FRAME_SAMPLES, sound.length)));
            }
        }
        return file;
    }

    private static BufferedImage picture(int frame) {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(10 + 4 * (frame % 50), 60, 60, 120);
        graphics.dispose();
        return image;
    }
}
