package dev.lockstep.sink.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sink.store.Embeddings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Fifty questions to the same passages in SQLite, in PostgreSQL and in PostgreSQL with pgvector.
 */
class SameAnswersITCase {
    private static final int PASSAGES = 1_200;
    private static final List<SearchQuery> QUERIES = SearchCorpus.queries();

    @TempDir private static Path dir;

    private static WordVectors encoder;
    private static List<TestPassage> passages;
    private static List<List<SearchHit>> expected;

    @BeforeAll
    static void askSqlite() throws Exception {
        encoder = new WordVectors();
        passages = SearchCorpus.passages(PASSAGES);
        Path file = TestStore.sqlite(dir.resolve("lockstep.db"), passages, encoder);
        expected = answers(StoreSources.sqlite(file));
    }

    @AfterAll
    static void close() {
        encoder.close();
    }

    @Test
    void theQuestionsAreFiftyAndMostHaveAnswers() {
        assertThat(QUERIES).hasSize(50);
        assertThat(expected.stream().filter(hits -> !hits.isEmpty())).hasSizeGreaterThan(42);
        assertThat(expected.stream().flatMap(List::stream).map(SearchHit::matched).distinct())
                .contains(List.of("words"), List.of("meaning"), List.of("words", "meaning"));
    }

    @Test
    void postgresGivesTheSameAnswers() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource source = server.getPostgresDatabase();
            try (Connection connection = source.getConnection()) {
                TestStore.migrate(connection, "postgresql/V1__results.sql");
                TestStore.fill(connection, passages, encoder, false);
                assertThat(MeaningIndex.ofPostgres(connection)).isEqualTo(MeaningIndex.NONE);
            }
            assertSame(answers(StoreSources.postgres(server.getJdbcUrl("postgres", "postgres"))));
        }
    }

    @Test
    void postgresWithAnIndexOverVectorsGivesTheSameAnswers() throws Exception {
        PgVectorBinaries binaries = PgVectorBinaries.fetch(Path.of("target", "pgvector"));
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver(binaries)
                        .setOverrideWorkingDirectory(binaries.workFolder().toFile())
                        .start()) {
            PGSimpleDataSource source = (PGSimpleDataSource) server.getPostgresDatabase();
            try (Connection connection = source.getConnection()) {
                TestStore.migrate(connection, "postgresql/V1__results.sql");
                TestStore.migrate(connection, "pgvector/V2__vectors.sql");
                TestStore.fill(connection, passages, encoder, true);
                assertThat(MeaningIndex.ofPostgres(connection))
                        .isEqualTo(MeaningIndex.HNSW_ITERATIVE);
            }
            // So few rows would be compared one by one.
            source.setOptions("-c enable_seqscan=off -c enable_sort=off");
            assertThat(plan(source)).contains("Index Scan using passage_embedding");
            assertSame(answers(source));
        }
    }

    private static void assertSame(List<List<SearchHit>> found) {
        for (int i = 0; i < QUERIES.size(); i++) {
            assertThat(found.get(i)).as("%s", QUERIES.get(i)).isEqualTo(expected.get(i));
        }
    }

    private static List<List<SearchHit>> answers(DataSource store) {
        try (StorePassageSearch search = StorePassageSearch.over(store, encoder)) {
            return QUERIES.stream().map(search::search).toList();
        }
    }

    private static String plan(DataSource source) throws Exception {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "EXPLAIN SELECT id FROM passage p WHERE p.embedding IS NOT NULL"
                                        + " AND p.stream IN ('talk')"
                                        + " ORDER BY p.embedding_vector <#> CAST('"
                                        + Embeddings.literal(encoder.encode("river"))
                                        + "' AS vector) LIMIT 400")) {
            StringBuilder lines = new StringBuilder();
            while (row.next()) {
                lines.append(row.getString(1)).append('\n');
            }
            return lines.toString();
        }
    }
}
