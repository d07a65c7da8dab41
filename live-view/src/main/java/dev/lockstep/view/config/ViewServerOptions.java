package dev.lockstep.view.config;

import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.view.push.HistoryConf;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Options of the view's server; {@link ViewServerConf} is what they resolve to. */
public final class ViewServerOptions {
    /** Address. */
    public static final Option<String> HOST =
            Option.of(
                    "view.host",
                    OptionType.TEXT,
                    "127.0.0.1",
                    "Address to listen on; 0.0.0.0 lets other machines in, without a password.");

    /** Port. */
    public static final Option<Integer> PORT =
            Option.of(
                            "view.port",
                            OptionType.INTEGER,
                            8080,
                            "Port to listen on; 0 takes any free one.")
                    .where(n -> n >= 0 && n <= 65_535, "must lie between 0 and 65535");

    /** Origins of pages. */
    public static final Option<List<String>> ALLOWED_ORIGINS =
            Option.of(
                    "view.allowed-origins",
                    OptionType.LIST,
                    List.of(),
                    "Origins of other pages that may read the API, such as https://example.org.");

    /** Limit of viewers. */
    public static final Option<Integer> MOST_VIEWERS =
            Option.of(
                            "view.most-viewers",
                            OptionType.INTEGER,
                            200,
                            "Most open event streams and WebSockets of one instance.")
                    .where(n -> n >= 1, "must be at least 1");

    /** Limit of a viewer's queue. */
    public static final Option<Integer> QUEUE_MESSAGES =
            Option.of(
                            "view.queue-messages",
                            OptionType.INTEGER,
                            512,
                            "Messages that may wait for a viewer; one that falls further behind is"
                                    + " dropped.")
                    .where(n -> n >= 1, "must be at least 1");

    /** The same in bytes. */
    public static final Option<Long> QUEUE_BYTES =
            Option.of("view.queue-bytes", OptionType.LONG, 1L << 20, "The same in bytes.")
                    .where(n -> n >= 1_024, "must be at least 1024")
                    .in("bytes");

    /** History of a stream. */
    public static final Option<Integer> HISTORY_CHANGES =
            Option.of(
                            "view.history-changes",
                            OptionType.INTEGER,
                            HistoryConf.STANDARD.changesPerStream(),
                            "Changes of a stream that are kept for viewers who come back.")
                    .where(n -> n >= 1, "must be at least 1");

    /** The same in bytes. */
    public static final Option<Long> HISTORY_BYTES =
            Option.of(
                            "view.history-bytes",
                            OptionType.LONG,
                            HistoryConf.STANDARD.bytes(),
                            "What the changes of all streams may take in memory.")
                    .where(n -> n >= 1_024, "must be at least 1024")
                    .in("bytes");

    /** Pace of the heart. */
    public static final Option<Duration> HEARTBEAT =
            Option.of(
                            "view.heartbeat",
                            OptionType.DURATION,
                            Duration.ofSeconds(10),
                            "How often a viewer gets a sign of life.")
                    .where(d -> d.toMillis() >= 100, "must be at least 100 ms");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Server of the live view",
                    "Read by the live view: where it listens, and what its viewers may cost.",
                    HOST,
                    PORT,
                    ALLOWED_ORIGINS,
                    MOST_VIEWERS,
                    QUEUE_MESSAGES,
                    QUEUE_BYTES,
                    HISTORY_CHANGES,
                    HISTORY_BYTES,
                    HEARTBEAT);

    private ViewServerOptions() {}

    /** Resolves the options. */
    public static ViewServerConf conf(OptionValues values) {
        return new ViewServerConf(
                values.get(HOST),
                values.get(PORT),
                Set.copyOf(values.get(ALLOWED_ORIGINS)),
                values.get(MOST_VIEWERS),
                values.get(QUEUE_MESSAGES),
                values.get(QUEUE_BYTES),
                values.get(HEARTBEAT));
    }

    /** Resolves those of the history. */
    public static HistoryConf history(OptionValues values) {
        return new HistoryConf(
                values.get(HISTORY_CHANGES),
                Math.min(HistoryConf.STANDARD.bytesPerStream(), values.get(HISTORY_BYTES)),
                values.get(HISTORY_BYTES));
    }
}
