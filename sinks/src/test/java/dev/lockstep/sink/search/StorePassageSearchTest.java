package dev.lockstep.sink.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorePassageSearchTest {
    private static final TextEncoder NO_ENCODER = text -> new float[0];

    @TempDir private static Path dir;

    private static WordVectors encoder;
    private static Path file;
    private static PassageSearch search;

    @BeforeAll
    static void make() throws Exception {
        encoder = new WordVectors();
        file =
                TestStore.sqlite(
                        dir.resolve("lockstep.db"),
                        List.of(
                                TestPassage.speech("talk", 1, "The river runs under a bridge."),
                                TestPassage.speech("talk", 5, "A bridge of stone"),
                                TestPassage.speech("talk", 9, "<img src=x onerror=alert(1)>"),
                                TestPassage.speech("other", 7, "A bridge of stone"),
                                new TestPassage(
                                        "talk", "chat", "chat", "1", 6_000, "stormy weather")),
                        encoder);
        search = StorePassageSearch.over(StoreSources.sqlite(file), encoder);
    }

    @AfterAll
    static void close() {
        search.close();
        encoder.close();
    }

    private static SearchQuery query(String text, SearchMode mode) {
        return new SearchQuery(text, Set.of(), Set.of(), null, null, mode, 10);
    }

    private static List<String> places(List<SearchHit> hits) {
        return hits.stream().map(hit -> hit.stream() + " " + hit.startMs() / 1000).toList();
    }

    @Test
    void wordsAreFoundByTheirStemsAndTiesAreInOrder() {
        List<SearchHit> hits = search.search(query("Bridges!", SearchMode.WORDS));
        assertThat(places(hits)).containsExactly("other 7", "talk 5", "talk 1");
        assertThat(hits.get(0).score()).isEqualTo(hits.get(1).score());
        SearchHit last = hits.get(2);
        assertThat(last)
                .isEqualTo(
                        new SearchHit(
                                "talk",
                                "audio-0",
                                "speech",
                                1_000,
                                3_000,
                                1_700_000_001_000L,
                                "The river runs under a bridge.",
                                last.score(),
                                List.of("words")));
    }

    @Test
    void whatOnlyMeansTheSameIsFoundAndWhatDoesNotIsNone() {
        List<SearchHit> near = search.search(query("stoic weird", SearchMode.HYBRID));
        assertThat(places(near)).contains("talk 6");
        assertThat(near.get(0).matched()).containsExactly("meaning");
        assertThat(search.search(query("stoic weird", SearchMode.WORDS))).isEmpty();
        assertThat(search.search(query("quantum", SearchMode.HYBRID))).isEmpty();
    }

    @Test
    void aHitSaysThatItMatchedByBoth() {
        assertThat(search.search(query("stormy weather", SearchMode.HYBRID)).get(0).matched())
                .containsExactly("words", "meaning");
        SearchHit meant = search.search(query("stormy weather", SearchMode.MEANING)).get(0);
        assertThat(meant.matched()).containsExactly("meaning");
        assertThat(meant.score()).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void whatEndsAtTheBeginningOrBeginsAtTheEndIsOutside() {
        SearchQuery between =
                new SearchQuery(
                        "bridge", Set.of("talk"), Set.of(), 3_000L, 5_000L, SearchMode.WORDS, 10);
        assertThat(search.search(between)).isEmpty();
    }

    @Test
    void termsAreQuotedForBothDatabases() {
        List<String> terms = List.of("a\"b", "it's", "c\\d");
        assertThat(new SqliteDialect().anyOf(terms))
                .isEqualTo("\"a\"\"b\" OR \"it's\" OR \"c\\d\"");
        assertThat(new PostgresDialect().anyOf(terms)).isEqualTo("'a\"b' | 'it''s' | 'c\\\\d'");
    }

    @Test
    void filtersAreApplied() {
        assertThat(
                        places(
                                search.search(
                                        new SearchQuery(
                                                "bridge",
                                                Set.of("talk"),
                                                Set.of("speech"),
                                                3_000L,
                                                7_001L,
                                                SearchMode.HYBRID,
                                                10))))
                .containsExactly("talk 5");
        assertThat(
                        search.search(
                                new SearchQuery(
                                        "bridge",
                                        Set.of("\0", "\ud800"),
                                        Set.of(),
                                        null,
                                        null,
                                        SearchMode.HYBRID,
                                        10)))
                .isEmpty();
    }

    @Test
    void withoutAnEncoderWordsAreSearched() {
        try (PassageSearch words = StorePassageSearch.over(StoreSources.sqlite(file), NO_ENCODER)) {
            for (SearchMode mode : SearchMode.values()) {
                assertThat(places(words.search(query("river", mode)))).containsExactly("talk 1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NEAR(river bridge)",
                "\"river",
                "river*",
                "terms : river",
                "river' OR '1'='1",
                "river\\",
                "{terms} : ^river - + ( ) ; -- /* river",
                "river\u0000"
            })
    void syntaxIsText(String text) {
        assertThat(places(search.search(query(text, SearchMode.WORDS)))).contains("talk 1");
    }

    @Test
    void markupIsFoundAndGivenBackAsItIs() {
        List<SearchHit> hits =
                search.search(query("<img src=x onerror=alert(1)>", SearchMode.HYBRID));
        assertThat(hits.get(0).text()).isEqualTo("<img src=x onerror=alert(1)>");
    }

    @Test
    void fiveHundredWordsAreSearched() {
        StringBuilder text = new StringBuilder("river");
        for (int i = 0; text.length() < SearchQuery.MAX_CHARS - 3; i++) {
            text.append(' ').append((char) ('a' + i % 26));
        }
        assertThat(places(search.search(query(text.toString(), SearchMode.WORDS))))
                .contains("talk 1");
        assertThatThrownBy(() -> query("x".repeat(1 << 20), SearchMode.WORDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048576 characters");
    }

    @Test
    void aStoreIsNotWritten() throws SQLException {
        try (var source = StoreSources.sqlite(file);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM passage"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("READONLY");
        }
    }

    @Test
    void aSlowSearchIsEnded() throws SQLException {
        SqliteDialect dialect = new SqliteDialect();
        try (var source = StoreSources.sqlite(file);
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            dialect.begin(connection, Duration.ZERO);
            String endless =
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                            + " SELECT count(*) FROM n";
            assertThatThrownBy(() -> statement.executeQuery(endless))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e ->
                                    assertThat(StoreFailures.of(e, Duration.ofMillis(3)))
                                            .hasMessageStartingWith(
                                                    "The search took longer than 3 ms"));
            dialect.end(connection);
            assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
        }
    }

    @Test
    void whatIsNoStoreIsSaid() throws Exception {
        assertThatThrownBy(() -> StoreSources.sqlite(dir.resolve("none.db")))
                .isInstanceOf(SearchException.class)
                .hasMessageStartingWith("There is no store at");
        assertThat(dir.resolve("none.db")).doesNotExist();
        Path text = Files.writeString(dir.resolve("text.db"), "no database ".repeat(100));
        assertThatThrownBy(() -> StorePassageSearch.over(StoreSources.sqlite(text), NO_ENCODER))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("is a store of Lockstep");
        Path empty = Files.createFile(dir.resolve("empty.db"));
        assertThatThrownBy(() -> StorePassageSearch.over(StoreSources.sqlite(empty), NO_ENCODER))
                .isInstanceOf(SearchException.class)
                .hasMessageStartingWith("There are no passages in this database");
    }

    @Test
    void aPostgresThatIsNotThereIsNamedWithoutItsPassword() {
        assertThatThrownBy(
                        () ->
                                StoreSources.postgres(
                                        "jdbc:postgresql://127.0.0.1:1/talks?user=u&password=secret"))
                .isInstanceOf(SearchException.class)
                .hasMessageStartingWith(
                        "The store jdbc:postgresql://127.0.0.1:1/talks cannot be opened (")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aStoreOfANewerVersionIsRefused() throws Exception {
        Path newer = TestStore.sqlite(dir.resolve("newer.db"), List.of(), NO_ENCODER);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + newer);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE flyway_schema_history (version TEXT)");
            statement.executeUpdate("INSERT INTO flyway_schema_history VALUES ('1'), (NULL)");
            StorePassageSearch.over(StoreSources.sqlite(newer), NO_ENCODER).close();
            statement.executeUpdate("INSERT INTO flyway_schema_history VALUES ('3.1')");
        }
        assertThatThrownBy(() -> StorePassageSearch.over(StoreSources.sqlite(newer), NO_ENCODER))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("schema 3.1")
                .hasMessageContaining("newer version");
    }

    @Test
    void pgvectorBeforeIterativeScansIsTold() {
        assertThat(MeaningIndex.iterates("0.8.0")).isTrue();
        assertThat(MeaningIndex.iterates("1.0")).isTrue();
        assertThat(MeaningIndex.iterates("0.6.2")).isFalse();
        assertThat(MeaningIndex.HNSW.serves(new PassageFilter(query("x", SearchMode.MEANING))))
                .isTrue();
        assertThat(
                        MeaningIndex.HNSW.serves(
                                new PassageFilter(
                                        new SearchQuery(
                                                "x",
                                                Set.of("talk"),
                                                Set.of(),
                                                null,
                                                null,
                                                SearchMode.MEANING,
                                                1))))
                .isFalse();
    }
}
