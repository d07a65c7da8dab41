package dev.lockstep.sink.search;

import dev.lockstep.sink.store.Embeddings;
import dev.lockstep.sink.terms.TermAnalyzer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** Makes stores with the real migrations. */
final class TestStore {
    private TestStore() {}

    /** A new SQLite file with these passages. */
    static Path sqlite(Path file, List<TestPassage> passages, TextEncoder encoder)
            throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            migrate(connection, "sqlite/V1__results.sql");
            fill(connection, passages, encoder, false);
        }
        return file;
    }

    static void migrate(Connection connection, String migration) throws SQLException, IOException {
        try (InputStream in =
                        Objects.requireNonNull(
                                TestStore.class.getResourceAsStream(
                                        "/dev/lockstep/sink/store/" + migration));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static void fill(
            Connection connection,
            List<TestPassage> passages,
            TextEncoder encoder,
            boolean vectorColumn)
            throws SQLException {
        connection.setAutoCommit(false);
        String sql =
                "INSERT INTO passage (stream, source, modality, passage_key, start_ms, end_ms,"
                        + " event_time_us, text, terms, term_count, embedding"
                        + (vectorColumn ? ", embedding_vector" : "")
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                        + (vectorColumn ? ", CAST(? AS vector))" : ")");
        try (PreparedStatement statement = connection.prepareStatement(sql);
                TermAnalyzer analyzer = new TermAnalyzer()) {
            for (TestPassage passage : passages) {
                List<String> terms = analyzer.terms(passage.text());
                float[] vector = encoder.encode(passage.text());
                statement.setString(1, passage.stream());
                statement.setString(2, passage.source());
                statement.setString(3, passage.modality());
                statement.setString(4, passage.key());
                statement.setLong(5, passage.startMs());
                statement.setLong(6, passage.startMs() + TestPassage.LENGTH_MS);
                statement.setLong(7, TestPassage.ORIGIN_US + passage.startMs() * 1000);
                statement.setString(8, passage.text());
                statement.setString(9, String.join(" ", terms));
                statement.setLong(10, terms.size());
                statement.setBytes(11, vector.length == 0 ? null : Embeddings.bytes(vector));
                if (vectorColumn) {
                    statement.setString(12, vector.length == 0 ? null : Embeddings.literal(vector));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }
}
