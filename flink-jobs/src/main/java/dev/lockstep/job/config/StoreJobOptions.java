package dev.lockstep.job.config;

import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.time.Duration;

/** Where the store job reads, and how Flink runs it. */
public final class StoreJobOptions {
    /** Consumer group. */
    public static final Option<String> GROUP_ID =
            Option.of(
                    "store.group-id",
                    OptionType.TEXT,
                    "lockstep-store",
                    "Consumer group under which offsets are committed with each checkpoint, and so"
                            + " when what was read is stored. Each store needs its own.");

    /** Writers. */
    public static final Option<Integer> WRITERS =
            Option.of(
                            "store.writers",
                            OptionType.INTEGER,
                            1,
                            "Transactions that are written side by side; SQLite writes one at a"
                                    + " time.")
                    .where(n -> n >= 1 && n <= 64, "must lie between 1 and 64");

    /** Gap within an appearance. */
    public static final Option<Duration> APPEARANCE_GAP =
            Option.of(
                            "store.appearance-gap",
                            OptionType.DURATION,
                            Duration.ofSeconds(3),
                            "How long a line or thing may be out of sight and still be the same"
                                    + " passage when it is seen again.")
                    .where(d -> !d.isNegative(), "must not be negative");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Store job",
                    "Read by the store job, beside the options of the store and of texts: where it"
                            + " reads, and how Flink runs it.",
                    GROUP_ID,
                    WRITERS,
                    APPEARANCE_GAP,
                    ConnectionOptions.BOOTSTRAP_SERVERS,
                    ConnectionOptions.CLIENT_PROPERTIES,
                    ConnectionOptions.TOPIC_PREFIX,
                    ConnectionOptions.REGISTRY_URL,
                    ConnectionOptions.REGISTRY_PATIENCE,
                    CaptioningJobOptions.PARALLELISM,
                    CaptioningJobOptions.CHECKPOINT_INTERVAL,
                    CaptioningJobOptions.CHECKPOINT_TIMEOUT,
                    CaptioningJobOptions.CHECKPOINT_DIR,
                    CaptioningJobOptions.BUFFER_TIMEOUT,
                    CaptioningJobOptions.RESTART_ATTEMPTS);

    private StoreJobOptions() {}
}
