package dev.lockstep.job.config;

import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;

import org.apache.flink.connector.base.DeliveryGuarantee;

import java.time.Duration;

/** Where the captioning job reads and writes, with which guarantee, and how Flink runs it. */
public final class CaptioningJobOptions {
    /** Where reading begins. */
    public enum StartFrom {
        /** The first record that is kept. */
        EARLIEST,
        /** What comes from now on. */
        LATEST
    }

    /** Consumer group. */
    public static final Option<String> GROUP_ID =
            Option.of(
                    "kafka.group-id",
                    OptionType.TEXT,
                    "lockstep-captions",
                    "Consumer group under which offsets are committed with each checkpoint.");

    /** Offsets to begin with. */
    public static final Option<StartFrom> START_FROM =
            Option.of(
                    "kafka.start-from",
                    OptionType.choice(StartFrom.class),
                    StartFrom.EARLIEST,
                    "Where to begin when the group has committed nothing and no checkpoint is"
                            + " restored.");

    /** Guarantee of transcripts. */
    public static final Option<DeliveryGuarantee> TRANSCRIPTS_GUARANTEE =
            guarantee(
                    "delivery.transcripts",
                    DeliveryGuarantee.AT_LEAST_ONCE,
                    "lockstep.transcripts; exactly-once delays every caption to a checkpoint");

    /** Guarantee of settled transcripts. */
    public static final Option<DeliveryGuarantee> SETTLED_GUARANTEE =
            guarantee(
                    "delivery.settled",
                    DeliveryGuarantee.EXACTLY_ONCE,
                    "lockstep.transcripts.settled");

    /** Guarantee of what was seen. */
    public static final Option<DeliveryGuarantee> VISION_GUARANTEE =
            guarantee("delivery.vision", DeliveryGuarantee.AT_LEAST_ONCE, "lockstep.vision");

    /** Guarantee of what was understood of texts. */
    public static final Option<DeliveryGuarantee> TEXT_GUARANTEE =
            guarantee("delivery.text", DeliveryGuarantee.AT_LEAST_ONCE, "lockstep.text");

    /** Guarantee of windows. */
    public static final Option<DeliveryGuarantee> ALIGNED_GUARANTEE =
            guarantee(
                    "delivery.aligned",
                    DeliveryGuarantee.AT_LEAST_ONCE,
                    "lockstep.aligned; exactly-once delays every window to a checkpoint");

    /** Guarantee of settled windows. */
    public static final Option<DeliveryGuarantee> ALIGNED_SETTLED_GUARANTEE =
            guarantee(
                    "delivery.aligned-settled",
                    DeliveryGuarantee.EXACTLY_ONCE,
                    "lockstep.aligned.settled");

    /** Guarantee of the ledger. */
    public static final Option<DeliveryGuarantee> LEDGER_GUARANTEE =
            guarantee("delivery.ledger", DeliveryGuarantee.EXACTLY_ONCE, "lockstep.ledger");

    /** Guarantee of dead letters. */
    public static final Option<DeliveryGuarantee> DEAD_LETTER_GUARANTEE =
            guarantee(
                    "delivery.dead-letters",
                    DeliveryGuarantee.EXACTLY_ONCE,
                    "lockstep.dead-letters");

    /** Transactional ids. */
    public static final Option<String> TRANSACTIONAL_ID_PREFIX =
            Option.of(
                    "delivery.transactional-id-prefix",
                    OptionType.TEXT,
                    "lockstep-captions",
                    "What the transactional ids begin with; each job on a cluster needs its own.");

    /** Transaction timeout. */
    public static final Option<Duration> TRANSACTION_TIMEOUT =
            Option.of(
                    "delivery.transaction-timeout",
                    OptionType.DURATION,
                    Duration.ofMinutes(10),
                    "How long a transaction may stay open. A job that is down for longer loses"
                            + " what was in it, so make it as long as the broker allows.");

    /** The broker's limit. */
    public static final Option<Duration> BROKER_TRANSACTION_LIMIT =
            Option.of(
                    "delivery.broker-transaction-limit",
                    OptionType.DURATION,
                    Duration.ofMinutes(15),
                    "The broker's transaction.max.timeout.ms.");

    /** Parallelism. */
    public static final Option<Integer> PARALLELISM =
            Option.of(
                            "job.parallelism",
                            OptionType.INTEGER,
                            1,
                            "Subtasks of each operator; not more than media.audio has partitions.")
                    .where(n -> n >= 1, "must be at least 1");

    /** Checkpoint interval. */
    public static final Option<Duration> CHECKPOINT_INTERVAL =
            Option.of(
                    "job.checkpoint-interval",
                    OptionType.DURATION,
                    Duration.ofSeconds(1),
                    "Time between checkpoints, and so the delay of everything exactly-once.");

    /** Checkpoint timeout. */
    public static final Option<Duration> CHECKPOINT_TIMEOUT =
            Option.of(
                    "job.checkpoint-timeout",
                    OptionType.DURATION,
                    Duration.ofMinutes(2),
                    "A checkpoint that takes longer is given up.");

    /** Checkpoint folder. */
    public static final Option<String> CHECKPOINT_DIR =
            Option.of(
                    "job.checkpoint-dir",
                    OptionType.TEXT,
                    "",
                    "URI of the folder for checkpoints; empty for that of the cluster's"
                            + " configuration.");

    /** Buffer timeout. */
    public static final Option<Duration> BUFFER_TIMEOUT =
            Option.of(
                    "job.buffer-timeout",
                    OptionType.DURATION,
                    Duration.ZERO,
                    "How long a record may wait for others on its way between tasks. At 0s each is"
                        + " sent at once; more starts a thread for each task, which at the rates of"
                        + " live media costs more CPU than it saves.");

    /** Restarts. */
    public static final Option<Integer> RESTART_ATTEMPTS =
            Option.of(
                            "job.restart-attempts",
                            OptionType.INTEGER,
                            0,
                            "Failures in a row after which the job gives up; 0 for never. Delays"
                                    + " between restarts grow from 200 ms to 30 s.")
                    .where(n -> n >= 0, "must not be negative");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Captioning job",
                    "Read by the captioning job: where it reads and writes, with which guarantee,"
                            + " and how Flink runs it.",
                    ConnectionOptions.BOOTSTRAP_SERVERS,
                    GROUP_ID,
                    START_FROM,
                    ConnectionOptions.CLIENT_PROPERTIES,
                    ConnectionOptions.TOPIC_PREFIX,
                    ConnectionOptions.REGISTRY_URL,
                    ConnectionOptions.REGISTRY_PATIENCE,
                    TRANSCRIPTS_GUARANTEE,
                    SETTLED_GUARANTEE,
                    VISION_GUARANTEE,
                    TEXT_GUARANTEE,
                    ALIGNED_GUARANTEE,
                    ALIGNED_SETTLED_GUARANTEE,
                    LEDGER_GUARANTEE,
                    DEAD_LETTER_GUARANTEE,
                    TRANSACTIONAL_ID_PREFIX,
                    TRANSACTION_TIMEOUT,
                    BROKER_TRANSACTION_LIMIT,
                    PARALLELISM,
                    CHECKPOINT_INTERVAL,
                    CHECKPOINT_TIMEOUT,
                    CHECKPOINT_DIR,
                    BUFFER_TIMEOUT,
                    RESTART_ATTEMPTS);

    private CaptioningJobOptions() {}

    private static Option<DeliveryGuarantee> guarantee(
            String key, DeliveryGuarantee defaultValue, String topic) {
        return Option.of(
                key,
                OptionType.choice(DeliveryGuarantee.class),
                defaultValue,
                "Guarantee on " + topic + "; none is refused.");
    }
}
