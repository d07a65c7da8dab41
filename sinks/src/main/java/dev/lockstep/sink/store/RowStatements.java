package dev.lockstep.sink.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes a batch over a connection, in the caller's transaction. Immutable. */
final class RowStatements {
    /** Numbers of an embedding that fit the column of pgvector. */
    private static final int VECTOR_LENGTH = 384;

    private final StoreSql sql;
    private final boolean vectors;

    RowStatements(StoreDialect dialect, boolean vectors) {
        this.sql = new StoreSql(dialect, vectors);
        this.vectors = vectors;
    }

    void write(Connection connection, RowBatch batch) throws SQLException {
        write(connection, sql.stream(), batch.streams(), RowStatements::bind);
        write(connection, sql.caption(), batch.captions(), RowStatements::bind);
        write(connection, sql.window(), batch.windows(), RowStatements::bind);
        write(connection, sql.ledger(), batch.ledger(), RowStatements::bind);
        write(connection, sql.passage(), batch.passages(), this::bind);
    }

    private interface Binding<R> {
        void bind(R row, RowBinder to) throws SQLException;
    }

    private static <R> void write(
            Connection connection, String sql, Collection<R> rows, Binding<R> binding)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            RowBinder binder = new RowBinder(statement);
            for (R row : rows) {
                binding.bind(row, binder);
                binder.add();
            }
            statement.executeBatch();
        }
    }

    private static void bind(StreamRow row, RowBinder to) throws SQLException {
        to.text(row.stream()).number(row.originTimeUs()).number(row.lastTimeUs());
    }

    private static void bind(CaptionRow row, RowBinder to) throws SQLException {
        to.text(row.stream())
                .text(row.source())
                .number(row.utterance())
                .number(row.revision())
                .number(row.startMs())
                .number(row.endMs())
                .number(row.eventTimeUs())
                .text(row.text())
                .text(row.words())
                .real(row.confidence())
                .text(row.language())
                .text(row.model())
                .text(row.modelVersion());
    }

    private static void bind(WindowRow row, RowBinder to) throws SQLException {
        to.text(row.stream())
                .number(row.windowIndex())
                .number(row.revision())
                .number(row.startMs())
                .number(row.endMs())
                .number(row.eventTimeUs())
                .text(row.fusion())
                .text(row.modalities())
                .bytes(Embeddings.bytes(row.embedding()));
    }

    private static void bind(LedgerRow row, RowBinder to) throws SQLException {
        to.text(row.stream())
                .text(row.source())
                .text(row.modality())
                .number(row.interval())
                .number(row.read())
                .number(row.matched())
                .number(row.lateRevised())
                .number(row.lateDropped())
                .number(row.duplicate())
                .number(row.invalid())
                .number(row.shed())
                .number(row.ended() ? 1 : 0);
    }

    private void bind(PassageRow row, RowBinder to) throws SQLException {
        to.text(row.stream())
                .text(row.source())
                .text(row.modality())
                .text(row.passageKey())
                .number(row.revision())
                .number(row.startMs())
                .number(row.endMs())
                .number(row.eventTimeUs())
                .text(row.text())
                .text(row.language())
                .text(row.terms())
                .number(row.termCount())
                .bytes(Embeddings.bytes(row.embedding()));
        if (vectors) {
            to.text(vector(row.embedding()));
        }
    }

    /** Another encoder's vectors are compared one by one, as in SQLite. */
    private static @Nullable String vector(float @Nullable [] embedding) {
        return embedding != null && embedding.length == VECTOR_LENGTH
                ? Embeddings.literal(embedding)
                : null;
    }
}
