package dev.lockstep.sink.store;

import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StoreOptions} resolve to. Immutable; travels to Flink tasks. Its text shows neither
 * the password nor what an address holds beside host and database.
 *
 * @param url JDBC address, of SQLite or PostgreSQL
 * @param user database user; empty for none
 * @param password of the user; empty for none
 * @param batchRows rows that are written at once
 * @param flushInterval how long a row may wait for others
 * @param retryTime how long a batch is tried again
 */
public record StoreConf(
        String url,
        String user,
        String password,
        int batchRows,
        Duration flushInterval,
        Duration retryTime)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses an address of another database.
     *
     * @throws IllegalArgumentException with a sentence that says which ones there are
     */
    public StoreConf {
        StoreDialect.of(url);
        if (batchRows < 1) {
            throw new IllegalArgumentException("A batch must have at least one row: " + batchRows);
        }
    }

    /** A store with the defaults of the options. */
    public static StoreConf of(String url) {
        return new StoreConf(
                url,
                "",
                "",
                defaultOf(StoreOptions.BATCH_ROWS.defaultValue()),
                defaultOf(StoreOptions.FLUSH_INTERVAL.defaultValue()),
                defaultOf(StoreOptions.RETRY_TIME.defaultValue()));
    }

    /**
     * Resolves the options.
     *
     * @throws OptionsException when the address is of another database
     */
    public static StoreConf of(OptionValues values) {
        try {
            return new StoreConf(
                    values.get(StoreOptions.URL),
                    values.get(StoreOptions.USER),
                    values.get(StoreOptions.PASSWORD),
                    values.get(StoreOptions.BATCH_ROWS),
                    values.get(StoreOptions.FLUSH_INTERVAL),
                    values.get(StoreOptions.RETRY_TIME));
        } catch (IllegalArgumentException e) {
            throw new OptionsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Which database it is. */
    public StoreDialect dialect() {
        return StoreDialect.of(url);
    }

    /** The address without user, password and parameters, for messages. */
    public String shownUrl() {
        return StoreDialect.shown(url);
    }

    @Override
    public String toString() {
        return "StoreConf[" + shownUrl() + ", batches of " + batchRows + " rows]";
    }

    private static <T> T defaultOf(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
