package dev.lockstep.sink.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/** The databases that a store can be in, and where they differ. */
public enum StoreDialect {
    /** A file. */
    SQLITE("jdbc:sqlite:", "sqlite", "min", "max") {
        @Override
        boolean refusesRow(SQLException e) {
            // SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH; the low byte is the primary code.
            return Set.of(18, 19, 20).contains(e.getErrorCode() & 0xff);
        }

        @Override
        boolean isBusy(SQLException e) {
            // SQLITE_BUSY and SQLITE_LOCKED.
            return Set.of(5, 6).contains(e.getErrorCode() & 0xff);
        }
    },
    /** A server. */
    POSTGRESQL("jdbc:postgresql:", "postgresql", "least", "greatest") {
        @Override
        boolean refusesRow(SQLException e) {
            String state = e.getSQLState();
            // Data exceptions, violated constraints, limits of the program such as the index row's.
            return state != null
                    && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
        }
    };

    private final String prefix;
    private final String migrations;
    private final String least;
    private final String greatest;

    StoreDialect(String prefix, String migrations, String least, String greatest) {
        this.prefix = prefix;
        this.migrations = migrations;
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * That of an address.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static StoreDialect of(String url) {
        for (StoreDialect dialect : values()) {
            if (url.startsWith(dialect.prefix)) {
                if (dialect == SQLITE && !hasFile(url)) {
                    throw new IllegalArgumentException(
                            "A store in SQLite needs a file, as each connection would have a"
                                    + " database in memory of its own: write jdbc:sqlite:FILE.");
                }
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "The store's address "
                        + shown(url)
                        + " is of no database that results can be stored in: write jdbc:sqlite:FILE"
                        + " or jdbc:postgresql://HOST/DATABASE.");
    }

    private static boolean hasFile(String url) {
        String name = withoutParameters(url).substring(SQLITE.prefix.length());
        return !name.isBlank() && !name.equals(":memory:") && !name.startsWith("file:");
    }

    /** The file of a store in SQLite. */
    static Path file(String url) {
        return Path.of(withoutParameters(url).substring(SQLITE.prefix.length()));
    }

    /** An address without what may be secret in it. */
    static String shown(String url) {
        return withoutParameters(url).replaceFirst("//[^/]*@", "//");
    }

    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** Folder of its migrations, beside this class. */
    String migrations() {
        return migrations;
    }

    /** Name of the function that gives the least of its arguments. */
    String least() {
        return least;
    }

    /** Name of the function that gives the greatest of its arguments. */
    String greatest() {
        return greatest;
    }

    /** Whether a row can never be stored, rather than not now. */
    abstract boolean refusesRow(SQLException e);

    /** Whether others are writing, and the store is as it was. */
    boolean isBusy(SQLException e) {
        return false;
    }
}
