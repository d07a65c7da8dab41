package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.JsonLines;
import dev.lockstep.local.testing.RunningCommand;
import dev.lockstep.local.testing.RunningView;
import dev.lockstep.local.testing.TestModels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of {@code lockstep caption} leaves in its store, and finding it again. */
class StoredRunITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern PAGE = Pattern.compile("Watch it live: (\\S+)");

    private static Path speech = Path.of("");

    @TempDir private Path dir;

    @BeforeAll
    static void pullModels() {
        speech = TestModels.shortSpeech();
    }

    @Test
    void aRunIsStoredFoundAndReplacedByTheNext() throws Exception {
        Path out = dir.resolve("out");
        caption(out, "first", "an owl on the left", "goodbye, owl");
        assertThat(chat(out)).containsExactly("first an owl on the left", "first goodbye, owl");

        caption(out, "second", "a <b>heron</b> on the right");

        List<String> written =
                JsonLines.read(out.resolve("captions.jsonl")).stream()
                        .map(StoredRunITCase::row)
                        .toList();
        assertThat(written).isNotEmpty().anyMatch(row -> row.contains("Ever tried."));
        assertThat(
                        query(
                                out,
                                "SELECT stream, source, utterance, start_ms, end_ms, text FROM"
                                        + " caption ORDER BY start_ms, utterance"))
                .containsExactlyElementsOf(written);
        assertThat(chat(out)).containsExactly("second a <b>heron</b> on the right");
        assertThat(query(out, "SELECT DISTINCT stream FROM passage")).containsExactly("second");
        assertThat(
                        query(
                                out,
                                "SELECT stream, source, read, matched, ended FROM ledger ORDER BY"
                                        + " source"))
                .containsExactlyElementsOf(ledger(out));
        finds(out);
    }

    /** The sentence is found at the time of its caption. */
    private static void finds(Path out) throws IOException {
        JsonNode caption =
                JsonLines.read(out.resolve("captions.jsonl")).stream()
                        .filter(line -> line.get("text").asText().contains("Ever tried."))
                        .findFirst()
                        .orElseThrow();
        CommandRun search =
                CommandRun.of(
                        "search",
                        "--store",
                        out.toString(),
                        "ever tried",
                        "--mode",
                        "words",
                        "--json");
        assertThat(search.code()).as(search.err()).isZero();
        JsonNode hit = new ObjectMapper().readTree(search.outLines().get(0));
        assertThat(hit.get("stream").asText()).isEqualTo("second");
        assertThat(hit.get("modality").asText()).isEqualTo("speech");
        assertThat(hit.get("text").asText()).isEqualTo(caption.get("text").asText());
        assertThat(hit.get("start_ms").asLong()).isEqualTo(caption.get("start_ms").asLong());
        assertThat(hit.get("end_ms").asLong()).isEqualTo(caption.get("end_ms").asLong());
        assertThat(CommandRun.of("search", "--store", out.toString(), "owl", "--mode", "words"))
                .extracting(CommandRun::code)
                .isEqualTo(1);
    }

    @Test
    void aPageShowsARunWhileItGoes() throws Exception {
        Interrupts interrupts = Interrupts.none();
        RunningCommand running =
                RunningCommand.start(
                        Map.of(),
                        interrupts,
                        "caption",
                        TestModels.longSpeech().toString(),
                        "--stream",
                        "cities",
                        "--port",
                        "0",
                        "--out",
                        dir.resolve("live").toString());
        URI page = RunningView.address(running, PAGE);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                body(page.resolve("/api/v1/streams/cities/captions"))
                                        .contains("It was"));
        assertThat(running.isDone()).isFalse();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                body(page.resolve("/healthz"))
                                        .contains("\"name\":\"store\",\"ok\":true"));
        assertThat(body(page)).contains("<!doctype html>");
        interrupts.request();
        CommandRun run = running.join();
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void caption(Path out, String stream, String... messages) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String message : messages) {
            lines.add(
                    new ObjectMapper()
                            .writeValueAsString(
                                    Map.of("text", message, "pts", 2.0 + 3 * lines.size())));
        }
        Path chat = Files.write(dir.resolve(stream + ".jsonl"), lines);
        CommandRun run =
                CommandRun.of(
                        "caption",
                        speech.toString(),
                        "--text",
                        chat.toString(),
                        "--stream",
                        stream,
                        "--speed",
                        "max",
                        "--out",
                        out.toString());
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static String row(JsonNode caption) {
        return List.of("stream", "source", "utterance", "start_ms", "end_ms", "text").stream()
                .map(field -> caption.get(field).asText())
                .collect(Collectors.joining(" "));
    }

    private static List<String> ledger(Path out) throws IOException {
        return JsonLines.read(out.resolve("ledger.jsonl")).stream()
                .map(
                        entry ->
                                entry.get("stream").asText()
                                        + " "
                                        + entry.get("source").asText()
                                        + " "
                                        + entry.get("read").asLong()
                                        + " "
                                        + entry.get("matched").asLong()
                                        + " 1")
                .sorted()
                .toList();
    }

    private static List<String> chat(Path out) throws SQLException {
        return query(
                out, "SELECT stream, text FROM passage WHERE modality = 'chat' ORDER BY start_ms");
    }

    /** Rows with their columns parted by blanks. */
    private static List<String> query(Path out, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection store =
                        DriverManager.getConnection("jdbc:sqlite:" + out.resolve("lockstep.db"));
                Statement statement = store.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    private static String body(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
