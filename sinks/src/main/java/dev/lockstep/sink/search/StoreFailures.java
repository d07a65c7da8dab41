package dev.lockstep.sink.search;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;

/** Says what a store's exception means for somebody who searches. Stateless. */
final class StoreFailures {
    /** SQLSTATE query_canceled: the statement time-out of PostgreSQL. */
    private static final String CANCELLED = "57014";

    private static final int LOW_BYTE = 0xff;

    private StoreFailures() {}

    static SearchException of(SQLException e, Duration limit) {
        if (CANCELLED.equals(e.getSQLState()) || isSqlite(e, SQLiteErrorCode.SQLITE_INTERRUPT)) {
            return new SearchException(
                    "The search took longer than "
                            + limit.toMillis()
                            + " ms and was ended: ask for fewer words, one stream or a shorter"
                            + " time.",
                    e);
        }
        if (isSqlite(e, SQLiteErrorCode.SQLITE_NOTADB)) {
            return new SearchException(
                    "The file is no store of Lockstep: name the lockstep.db of a run.", e);
        }
        if (e instanceof SQLTransientConnectionException) {
            return new SearchException(
                    "The store cannot be reached, or is asked too much at once ("
                            + firstLine(e)
                            + "): check its address and try again.",
                    e);
        }
        return new SearchException(
                "The store could not be asked ("
                        + firstLine(e)
                        + "): check that it is there and that it is a store of Lockstep.",
                e);
    }

    /** The name of the lowest cause, which says most, in one line. */
    private static String firstLine(SQLException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static boolean isSqlite(SQLException e, SQLiteErrorCode code) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // The low byte is the error, the others its details.
            if (cause instanceof org.sqlite.SQLiteException sqlite
                    && (sqlite.getResultCode().code & LOW_BYTE) == code.code) {
                return true;
            }
        }
        return false;
    }
}
