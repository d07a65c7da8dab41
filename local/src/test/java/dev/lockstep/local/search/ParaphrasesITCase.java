package dev.lockstep.local.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.testing.Stores;
import dev.lockstep.local.testing.Stores.Said;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.sink.search.SearchHit;
import dev.lockstep.sink.search.SearchMode;
import dev.lockstep.sink.search.SearchQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, asked in other words, with the real encoder. */
class ParaphrasesITCase {
    /** A hit is right when it is no further than this from the answer. */
    private static final long NEAR_MS = 5_000;

    private static final List<String> ABOUT_SOMETHING_ELSE =
            List.of(
                    "recipe for chocolate pancakes",
                    "how to configure a firewall",
                    "replacement of a car engine",
                    "patient with a broken leg",
                    "vaccination schedule",
                    "guitar chords",
                    "who won the election",
                    "install python on windows");

    @TempDir private static Path dir;

    private static QueryEncoder encoder;
    private static PassageSearch search;

    private record Question(long fromMs, long toMs, String text) {}

    @BeforeAll
    static void store() throws Exception {
        encoder =
                QueryEncoder.open(
                        QueryEncoder.STANDARD, ModelStore.standardCacheDir(System.getenv()));
        Assumptions.assumeTrue(encoder.available(), "The model cannot be had here");
        List<Said> passages =
                lines("demo-passages.tsv", 5).stream()
                        .map(
                                fields ->
                                        new Said(
                                                "demo",
                                                fields[0],
                                                fields[1],
                                                Long.parseLong(fields[2]),
                                                Long.parseLong(fields[3]),
                                                fields[4]))
                        .toList();
        search = StoreSearches.open(StoreAddress.of(Stores.write(dir, encoder, passages)), encoder);
    }

    @AfterAll
    static void close() {
        if (search != null) {
            search.close();
        }
        encoder.close();
    }

    @Test
    void nineOfTenQuestionsInOtherWordsFindTheMoment() throws IOException {
        List<Question> questions = questions("demo-questions.tsv");
        assertThat(questions).hasSize(20);
        assertThat(questions.stream().filter(q -> !found(q, SearchMode.HYBRID)))
                .hasSizeLessThanOrEqualTo(2);
        // They are in other words indeed.
        assertThat(questions.stream().filter(q -> found(q, SearchMode.WORDS))).hasSizeLessThan(10);
    }

    @Test
    void ofTerserQuestionsTwoThirdsFindTheMoment() throws IOException {
        List<Question> questions = questions("demo-questions-terse.tsv");
        assertThat(questions).hasSize(26);
        assertThat(questions.stream().filter(q -> found(q, SearchMode.HYBRID)))
                .hasSizeGreaterThanOrEqualTo(18);
    }

    @Test
    void whatIsSaidWordForWordIsFoundToo() {
        assertThat(ask("spring of hope", SearchMode.HYBRID).get(0).text())
                .contains("spring of hope");
        assertThat(ask("noisiest authorities", SearchMode.HYBRID).get(0).startMs())
                .isBetween(32_000L, 34_000L);
        assertThat(ask("Beckett", SearchMode.WORDS)).hasSize(2);
    }

    @Test
    void whatNobodySpokeOfIsNotFound() {
        assertThat(ABOUT_SOMETHING_ELSE)
                .filteredOn(query -> !ask(query, SearchMode.HYBRID).isEmpty())
                .isEmpty();
    }

    private static boolean found(Question question, SearchMode mode) {
        return ask(question.text(), mode).stream()
                .limit(1)
                .anyMatch(
                        hit ->
                                hit.startMs() <= question.toMs() + NEAR_MS
                                        && hit.endMs() >= question.fromMs() - NEAR_MS);
    }

    private static List<SearchHit> ask(String text, SearchMode mode) {
        return search.search(new SearchQuery(text, Set.of(), Set.of(), null, null, mode, 10));
    }

    private static List<Question> questions(String resource) throws IOException {
        return lines(resource, 3).stream()
                .map(f -> new Question(millis(f[0]), millis(f[1]), f[2]))
                .toList();
    }

    private static long millis(String seconds) {
        return Math.round(Double.parseDouble(seconds) * 1000);
    }

    private static List<String[]> lines(String resource, int fields) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ParaphrasesITCase.class.getResourceAsStream(resource))) {
            List<String[]> lines = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> lines.add(line.split("\t", fields)));
            return lines;
        }
    }
}
