package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.Film;
import dev.lockstep.local.testing.JsonLines;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sound, pictures and texts of one stream, aligned by the real job. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlignedITCase {
    private static final String CHAT =
            """
            {"pts":1.2,"author":"ana","text":"Who is this?"}
            {"pts":4.6,"author":"ben","text":"Beckett, I think"}
            """;

    @TempDir private static Path dir;
    private Path film = Path.of("");
    private Path chat = Path.of("");

    @BeforeAll
    void makeFilm() throws IOException {
        try {
            ModelStore store = ModelStore.standard(ProgressListener.NONE);
            Path speech = store.resolve("speech-samples").resolve("beckett.wav");
            film = Film.withSound(dir.resolve("film.mp4"), PcmReader.read16kMono(speech));
        } catch (ModelStoreException e) {
            Assumptions.abort("The models cannot be had here: " + e.getMessage());
        }
        chat = Files.writeString(dir.resolve("chat.jsonl"), CHAT);
    }

    @Test
    void twoRunsOfOneFileSettleTheSameWindows() throws IOException {
        JsonNode first = caption("first");
        JsonNode second = caption("second");
        assertThat(first.get("settled_digest").asText())
                .matches("[0-9a-f]{64}")
                .isEqualTo(second.get("settled_digest").asText());
        assertThat(content("second")).isEqualTo(content("first"));

        JsonNode ledger = first.get("ledger");
        assertThat(ledger.get("balanced").asBoolean()).isTrue();
        assertThat(ledger.get("read").asLong()).isEqualTo(first.get("records_in").asLong());
        assertThat(ledger.get("matched").asLong()).isEqualTo(first.get("records_in").asLong());
        assertThat(first.get("records_out").asLong()).isEqualTo(first.get("records_in").asLong());

        List<JsonNode> sources = JsonLines.read(dir.resolve("first").resolve("ledger.jsonl"));
        assertThat(sources)
                .extracting(source -> source.get("source").asText())
                .containsExactly("audio-0", "text-0", "video-0");
        assertThat(sources).allMatch(source -> source.get("ended").asBoolean());
        assertThat(sources.get(1).get("read").asLong()).as("two texts and the end").isEqualTo(3);

        List<JsonNode> windows = JsonLines.read(dir.resolve("first").resolve("aligned.jsonl"));
        assertThat(sources)
                .allMatch(source -> source.get("windows_settled").asLong() == windows.size());
        assertThat(windows)
                .extracting(window -> window.get("index").asLong())
                .containsExactlyElementsOf(LongStream.range(0, windows.size()).boxed().toList());
        spokenWordsStandInTheirWindows(windows);
        textsStandInTheirWindows(windows);
        picturesStandInTheirWindows(windows);
    }

    @Test
    void picturesAloneAreAlignedToo() throws IOException {
        Path silent = Film.silent(dir.resolve("silent.mp4"), 30);
        Path out = dir.resolve("silent");
        CommandRun run =
                CommandRun.of(
                        "caption",
                        silent.toString(),
                        "--speed",
                        "max",
                        "--json",
                        "--out",
                        out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("has no audio track");
        JsonNode summary = new ObjectMapper().readTree(run.outLines().get(0));
        assertThat(summary.get("audio_seconds").asDouble()).isZero();
        assertThat(summary.get("words").asInt()).isZero();
        // 6 s, 2 pictures a second, and the end of the source.
        assertThat(summary.get("records_in").asLong()).isEqualTo(13);
        assertThat(summary.get("records_out").asLong()).isEqualTo(13);
        assertThat(summary.get("ledger").get("balanced").asBoolean()).isTrue();
        assertThat(out.resolve("captions.vtt")).hasContent("WEBVTT\n");
        assertThat(out.resolve("captions.srt")).isEmptyFile();
        List<JsonNode> windows = JsonLines.read(out.resolve("aligned.jsonl"));
        assertThat(windows).isNotEmpty();
        assertThat(windows)
                .allMatch(window -> JsonLines.members(window, "video").findAny().isPresent());
        assertThat(windows.get(0).get("modalities").get("audio").get("reason").asText())
                .isEqualTo("no-source");
    }

    private JsonNode caption(String name) throws IOException {
        CommandRun run =
                CommandRun.of(
                        "caption",
                        film.toString(),
                        "--text",
                        chat.toString(),
                        "--speed",
                        "max",
                        "--json",
                        "--out",
                        dir.resolve(name).toString());
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.outLines().get(0));
    }

    /** The lines without when the run was and how sure the recogniser was. */
    private List<String> content(String name) throws IOException {
        return Files.readAllLines(dir.resolve(name).resolve("aligned.jsonl")).stream()
                .map(line -> line.replaceAll("\"(start_us|score|weight)\":[^,}]+", ""))
                .toList();
    }

    private void spokenWordsStandInTheirWindows(List<JsonNode> windows) throws IOException {
        List<JsonNode> captions = JsonLines.read(dir.resolve("first").resolve("captions.jsonl"));
        int checked = 0;
        for (JsonNode caption : captions) {
            for (JsonNode word : caption.get("words")) {
                for (JsonNode window : windows) {
                    // A millisecond on each side is left to rounding.
                    boolean inside =
                            word.get("start_ms").asLong() + 1 < window.get("end_ms").asDouble()
                                    && word.get("end_ms").asLong() - 1
                                            > window.get("start_ms").asDouble();
                    if (inside) {
                        assertThat(said(window)).contains(word.get("text").asText());
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(40);
        assertThat(windows.stream().map(AlignedITCase::said))
                .anyMatch(said -> said.contains("Ever tried."))
                .anyMatch(said -> !said.contains("Ever"));
    }

    private static String said(JsonNode window) {
        return JsonLines.members(window, "audio")
                .map(member -> member.get("text").asText(""))
                .collect(Collectors.joining(" "));
    }

    private static void textsStandInTheirWindows(List<JsonNode> windows) {
        for (JsonNode window : windows) {
            long startMs = window.get("start_ms").asLong();
            List<String> expected =
                    LongStream.of(1_200, 4_600)
                            .filter(at -> at >= startMs && at < startMs + 2_000)
                            .mapToObj(at -> at == 1_200 ? "Who is this?" : "Beckett, I think")
                            .toList();
            assertThat(JsonLines.members(window, "text"))
                    .extracting(member -> member.get("text").asText())
                    .containsExactlyElementsOf(expected);
        }
    }

    private static void picturesStandInTheirWindows(List<JsonNode> windows) {
        for (JsonNode window : windows) {
            assertThat(JsonLines.members(window, "video").toList())
                    .isNotEmpty()
                    .allMatch(
                            member ->
                                    member.get("start_ms").asDouble()
                                                    >= window.get("start_ms").asDouble()
                                            && member.get("start_ms").asDouble()
                                                    < window.get("end_ms").asDouble());
        }
    }
}
