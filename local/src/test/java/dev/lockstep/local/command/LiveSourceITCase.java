package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.HttpStream;
import dev.lockstep.local.testing.TestModels;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live source that stops, or goes and comes back: captions go on and nothing is lost. */
@Timeout(300)
class LiveSourceITCase {
    private static final int RATE = 16_000;
    private static final long STALL_MS = 30_000;

    @TempDir private Path dir;
    private byte[] ts = new byte[0];
    private byte[] later = new byte[0];
    private double seconds;

    @BeforeEach
    void encode() throws Exception {
        short[] pcm = PcmReader.read16kMono(TestModels.shortSpeech());
        seconds = pcm.length / (double) RATE;
        ts = encode(pcm);
        // A radio does not begin again with the very same sound; a recording does.
        later = encode(Arrays.copyOfRange(pcm, RATE / 20, pcm.length));
    }

    private byte[] encode(short[] pcm) throws IOException {
        Path file = dir.resolve("speech.ts");
        MediaFormat format = MediaFormat.soundFor("speech.ts", RATE, 1);
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            writer.writeAudio(pcm);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void aSourceThatStopsForHalfAMinuteIsCaptionedOn() throws Exception {
        try (HttpStream radio = new HttpStream(ts, later, seconds, STALL_MS, false)) {
            // Reading begins when the pipeline stands, some seconds after the radio did.
            captionTwice(radio, STALL_MS / 2e3);
        }
    }

    @Test
    void aSourceThatHangsUpAndComesBackIsCaptionedOn() throws Exception {
        try (HttpStream radio = new HttpStream(ts, later, seconds, 2_000, true)) {
            captionTwice(radio, seconds);
        }
    }

    @Test
    void aSourceThatNeverComesBackIsGivenUpAndNothingOfItIsLost() throws Exception {
        long untilTheEndOfTheTest = 300_000;
        Path out = dir.resolve("out");
        CommandRun run;
        try (HttpStream radio = new HttpStream(ts, later, seconds, untilTheEndOfTheTest, false)) {
            run =
                    CommandRun.of(
                            "caption",
                            radio.url(),
                            "--give-up-after",
                            "3s",
                            "--json",
                            "--out",
                            out.toString());
        }
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines().stream().filter(line -> line.startsWith("lockstep: ")))
                .singleElement()
                .asString()
                .contains("The live source stayed away for 3 s and is given up: ");
        assertBalanced(new ObjectMapper().readTree(run.outLines().get(0)));
        assertThat(startsOf("Ever tried", out)).hasSize(1);
        assertThat(startsOf("better", out)).hasSize(1);
    }

    private void captionTwice(HttpStream server, double apartS) throws Exception {
        Path out = dir.resolve("out");
        CommandRun run = CommandRun.of("caption", server.url(), "--json", "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains(server.url() + " was lost and opened again");
        assertThat(run.errLines()).noneMatch(line -> line.startsWith("lockstep: "));
        JsonNode summary = new ObjectMapper().readTree(run.outLines().get(0));
        assertBalanced(summary);
        assertThat(startsOf("Ever tried", out)).hasSize(2);
        assertThat(startsOf("better", out)).hasSize(2);
        double firstS = startsOf("Ever tried", out).get(0);
        double secondS = startsOf("Ever tried", out).get(1);
        // The programme, and the time for which it was off the air.
        assertThat(secondS - firstS).isBetween(apartS, apartS + 60);
    }

    private static void assertBalanced(JsonNode summary) {
        assertThat(summary.get("records_in").asLong())
                .isPositive()
                .isEqualTo(summary.get("records_out").asLong());
        assertThat(summary.get("dead_letters").asLong()).isZero();
        assertThat(summary.get("committed_rewrites").asInt()).isZero();
    }

    /** When the captions with these words start, seconds. */
    private static List<Double> startsOf(String words, Path out) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Double> starts = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("captions.jsonl"))) {
            JsonNode caption = json.readTree(line);
            if (caption.get("text").asText().contains(words)) {
                starts.add(caption.get("start_ms").asDouble() / 1e3);
            }
        }
        return starts;
    }
}
