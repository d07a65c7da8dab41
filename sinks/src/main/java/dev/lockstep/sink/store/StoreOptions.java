package dev.lockstep.sink.store;

import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.time.Duration;

/** Which database results are stored in, and how. */
public final class StoreOptions {
    private static final int MOST_ROWS = 100_000;

    /** The database. */
    public static final Option<String> URL =
            Option.of(
                    "store.url",
                    OptionType.TEXT,
                    "jdbc:sqlite:lockstep.db",
                    "Database of results: jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE; its"
                            + " tables are made where they are missing.");

    /** The user. */
    public static final Option<String> USER =
            Option.of(
                    "store.user",
                    OptionType.TEXT,
                    "",
                    "User of a PostgreSQL store; empty for the one in the address or of the system.");

    /** The password. */
    public static final Option<String> PASSWORD =
            Option.of(
                    "store.password",
                    OptionType.TEXT,
                    "",
                    "Password of that user; give it in the environment rather than on the command"
                            + " line. Never shown.");

    /** Rows of a batch. */
    public static final Option<Integer> BATCH_ROWS =
            Option.of(
                            "store.batch-rows",
                            OptionType.INTEGER,
                            500,
                            "Rows that are written at once, in one transaction.")
                    .in("rows")
                    .where(n -> n >= 1 && n <= MOST_ROWS, "must lie between 1 and 100000");

    /** Longest wait of a row. */
    public static final Option<Duration> FLUSH_INTERVAL =
            Option.of(
                            "store.flush-interval",
                            OptionType.DURATION,
                            Duration.ofMillis(500),
                            "How long a row may wait for others; a checkpoint does not wait.")
                    .where(d -> d.toMillis() >= 10, "must be at least 10ms");

    /** Patience with a store that is down. */
    public static final Option<Duration> RETRY_TIME =
            Option.of(
                            "store.retry-time",
                            OptionType.DURATION,
                            Duration.ofMinutes(2),
                            "How long a batch is tried again while the store cannot be written; then"
                                    + " the job starts again from its last checkpoint, which loses"
                                    + " nothing either.")
                    .where(d -> !d.isNegative(), "must not be negative");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Store",
                    "Read by the store job and by search: which database results are stored in, and"
                            + " how.",
                    URL,
                    USER,
                    PASSWORD,
                    BATCH_ROWS,
                    FLUSH_INTERVAL,
                    RETRY_TIME);

    private StoreOptions() {}
}
