package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.search.LastStore;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.Stores;
import dev.lockstep.local.testing.Stores.Said;
import dev.lockstep.sink.search.TextEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchCommandTest {
    private static final TextEncoder NO_ENCODER = text -> new float[0];

    @TempDir private static Path dir;

    @BeforeAll
    static void write() throws Exception {
        Stores.write(
                dir,
                NO_ENCODER,
                List.of(
                        Said.speech("talk", 75_300, "It was the spring of hope."),
                        Said.speech("talk", 90_000, "Hope \u001b[31mred\u001b[0m <b>bold</b>"),
                        new Said("gate", "chat", "chat", 5_000, 5_000, "we hope so")));
    }

    private static CommandRun search(String... arguments) {
        String[] all = new String[arguments.length + 5];
        System.arraycopy(arguments, 0, all, 5, arguments.length);
        all[0] = "search";
        all[1] = "--store";
        all[2] = dir.toString();
        all[3] = "--mode";
        all[4] = "words";
        return CommandRun.of(all);
    }

    @Test
    void hitsAreLinesWithTimeAndModality() {
        CommandRun run = search("spring", "hope", "--stream", "talk");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines())
                .containsExactly(
                        "   1:15.3  speech  It was the spring of hope.",
                        "   1:30.0  speech  Hope \ufffd[31mred\ufffd[0m <b>bold</b>");
        assertThat(search("hoping").outLines()).contains("   0:05.0  gate  chat    we hope so");
    }

    @Test
    void withoutAStoreItIsThatOfTheLastRunWhereverItWas(@TempDir Path home) {
        Map<String, String> environment = Map.of("XDG_STATE_HOME", home.toString());
        LastStore.remember(home.resolve("lockstep"), dir.resolve("lockstep.db"));

        CommandRun run =
                CommandRun.of(
                        environment, Interrupts.none(), "search", "spring", "--mode", "words");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).containsExactly("   1:15.3  speech  It was the spring of hope.");
    }

    @Test
    void aStoreThatIsGoneIsNotTheLastOne(@TempDir Path home) {
        LastStore.remember(home, home.resolve("lockstep.db"));

        assertThat(LastStore.recall(home)).isEmpty();
        assertThat(LastStore.recall(home.resolve("nowhere"))).isEmpty();
    }

    @Test
    void jsonIsOneHitALine() throws Exception {
        CommandRun run = search("spring", "--json");
        assertThat(run.outLines()).hasSize(1);
        JsonNode hit = new ObjectMapper().readTree(run.out());
        assertThat(hit.get("score").asDouble()).isPositive();
        assertThat(run.out())
                .startsWith(
                        "{\"stream\":\"talk\",\"start_ms\":75300,\"end_ms\":77300,"
                                + "\"modality\":\"speech\",\"text\":\"It was the spring of hope.\","
                                + "\"score\":")
                .endsWith(
                        ",\"source\":\"audio-0\",\"event_time_ms\":1700000075300,"
                                + "\"matched\":[\"words\"]}\n");
    }

    @ParameterizedTest
    @CsvSource({"1:20,,1", ",1:20,2", "80s,1:40.5,1", "0:05,0:01:17,2", ",1s,0"})
    void theTimeIsFiltered(String from, String to, int hits) {
        CommandRun run;
        if (from == null) {
            run = search("hope", "--to", to);
        } else if (to == null) {
            run = search("hope", "--from", from);
        } else {
            run = search("hope", "--from", from, "--to", to);
        }
        assertThat(run.outLines()).hasSize(hits);
        assertThat(run.code()).isEqualTo(hits == 0 ? 1 : 0);
    }

    @Test
    void modalitiesAndALimitAreHeeded() {
        assertThat(search("hope", "--modality", "CHAT", "--modality", "screen").outLines())
                .containsExactly("   0:05.0  chat    we hope so");
        assertThat(search("hope", "--limit", "2").outLines()).hasSize(2);
    }

    @Test
    void nothingIsCode1AndSaidOnStandardError() {
        CommandRun run = search("quantum");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .containsExactly(
                        "Nothing was found. Try other words, or --mode hybrid for what means the"
                                + " same.");
        assertThat(search("hope", "--stream", "none").errLines())
                .containsExactly(
                        "Nothing was found. Try without --stream, --modality, --from and --to.");
    }

    @Test
    void misuseIsCode2AndASentence() {
        assertMisuse(search(" "), "The query is empty");
        assertMisuse(search("x".repeat(1001)), "The query has 1001 characters");
        assertMisuse(search("x", "--limit", "101"), "The limit is 101");
        assertMisuse(search("x", "--modality", "smell"), "There is no modality 'smell'");
        assertMisuse(search("x", "--from", "2:60"), "'2:60' is not a time such as");
        assertMisuse(search("x", "--from", "9s", "--to", "3s"), "is empty: swap the two");
        assertMisuse(CommandRun.of("search"), "QUERY");
        Path none = dir.resolve("none.db");
        assertMisuse(
                CommandRun.of("search", "x", "--mode", "words", "--store", none.toString()),
                "There is no store at " + none);
        assertMisuse(
                CommandRun.of("search", "x", "--mode", "words", "--store", "jdbc:mysql://h/d"),
                "There is no store of the kind jdbc:mysql:");
    }

    @Test
    void withoutAModelWordsAreSearchedAndThatIsSaidOnce(@TempDir Path cache) throws Exception {
        var environment = dev.lockstep.local.testing.ModelCaches.noRegistries(cache);
        environment.put("XDG_CACHE_HOME", cache.toString());
        CommandRun run =
                CommandRun.of(
                        environment,
                        dev.lockstep.local.run.Interrupts.none(),
                        "search",
                        "spring",
                        "--store",
                        dir.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(1);
        assertThat(run.errLines().stream().filter(line -> line.contains("by words alone")))
                .hasSize(1);
    }

    private static void assertMisuse(CommandRun run, String sentence) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence, "Try: lockstep search --help");
    }
}
