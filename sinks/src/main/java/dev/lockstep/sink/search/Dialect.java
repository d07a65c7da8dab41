package dev.lockstep.sink.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;

/** What differs between the databases: how candidates are found. Stateless. */
interface Dialect {
    /**
     * Begins reading one state of the store: a snapshot that nobody's writing changes.
     *
     * @param limit a statement that takes longer is ended with an {@link SQLException}
     */
    void begin(Connection connection, Duration limit) throws SQLException;

    /** Ends it, so that the connection can be used for the next query. */
    void end(Connection connection) throws SQLException;

    /**
     * {@code FROM … WHERE …} that yields passages {@code p} which hold any term; takes {@link
     * #anyOf} as its parameter.
     */
    String holdingTerms();

    /** The number of passages that hold a term; takes {@link #anyOf} as its parameter. */
    String countHoldingTerms();

    /** Terms as the database's full text search takes them: each a quoted literal. */
    String anyOf(Collection<String> terms);

    /** Rows that the driver fetches at a time. */
    int fetchSize();
}
