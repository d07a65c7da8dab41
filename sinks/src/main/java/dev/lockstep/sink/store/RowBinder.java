package dev.lockstep.sink.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Binds values of a row in the order of its statement. Not thread-safe. */
final class RowBinder {
    private final PreparedStatement statement;
    private int next = 1;

    RowBinder(PreparedStatement statement) {
        this.statement = statement;
    }

    RowBinder text(@Nullable String value) throws SQLException {
        if (value == null) {
            statement.setNull(next++, Types.VARCHAR);
        } else {
            statement.setString(next++, StorableText.of(value));
        }
        return this;
    }

    RowBinder number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    RowBinder real(@Nullable Double value) throws SQLException {
        if (value == null) {
            statement.setNull(next++, Types.DOUBLE);
        } else {
            statement.setDouble(next++, value);
        }
        return this;
    }

    RowBinder bytes(byte @Nullable [] value) throws SQLException {
        if (value == null) {
            statement.setNull(next++, Types.BINARY);
        } else {
            statement.setBytes(next++, value);
        }
        return this;
    }

    /** Ends the row. */
    void add() throws SQLException {
        statement.addBatch();
        next = 1;
    }
}
