package dev.lockstep.align.config;

import dev.lockstep.align.policy.MatchKind;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.time.Duration;

/** How the records of a stream are aligned in event time. */
public final class AlignOptions {
    /** Mode. */
    public static final Option<AlignMode> MODE =
            Option.of(
                    "align.mode",
                    OptionType.choice(AlignMode.class),
                    AlignMode.LIVE,
                    "live: event time is the wall clock and nobody is waited for longer than"
                            + " max-wait; replay: sources are waited for until they end, and the"
                            + " same records give the same windows each time.");

    /** Width. */
    public static final Option<Duration> WINDOW =
            positive("align.window", Duration.ofSeconds(2), "Width of a window, event time.");

    /** Slide. */
    public static final Option<Duration> SLIDE =
            positive(
                    "align.slide",
                    Duration.ofMillis(500),
                    "Event time from the start of a window to the start of the next.");

    /** Max-wait. */
    public static final Option<Duration> MAX_WAIT =
            positive(
                    "align.max-wait",
                    Duration.ofSeconds(3),
                    "live: how long a window waits for a source that lags behind the others, in"
                            + " event time, and in processing time when all have stopped.");

    /** Allowed lateness. */
    public static final Option<Duration> ALLOWED_LATENESS =
            positive(
                    "align.allowed-lateness",
                    Duration.ofSeconds(15),
                    "Event time for which a window can be revised after its end was passed; then it"
                            + " settles, and what comes for it is dropped as late.");

    /** Out-of-orderness. */
    public static final Option<Duration> OUT_OF_ORDER =
            Option.of(
                    "align.out-of-orderness",
                    OptionType.DURATION,
                    Duration.ZERO,
                    "How far behind a newer record of its source one may come without being late;"
                            + " every window waits so much longer.");

    /** Policy. */
    public static final Option<MatchKind> POLICY =
            Option.of(
                    "align.policy",
                    OptionType.choice(MatchKind.class),
                    MatchKind.BIN,
                    "How records of other sources are paired with the anchors: bin (all of the"
                            + " window), exact, nearest, before (causal), interpolated.");

    /** Anchor. */
    public static final Option<AnchorModality> ANCHOR =
            Option.of(
                    "align.anchor",
                    OptionType.choice(AnchorModality.class),
                    AnchorModality.VIDEO,
                    "What other records are paired with; sound, then text, where a stream lacks"
                            + " it.");

    /** Tolerance. */
    public static final Option<Duration> TOLERANCE =
            positive(
                    "align.tolerance",
                    Duration.ofMillis(500),
                    "How far a paired record may lie from its anchor.");

    /** Overload. */
    public static final Option<OverloadPolicy> OVERLOAD =
            Option.of(
                    "align.overload",
                    OptionType.choice(OverloadPolicy.class),
                    OverloadPolicy.PROCESS_ALL,
                    "What happens when a buffer is full: process-all writes the oldest windows"
                            + " early, stay-fresh and degrade shed pictures and texts; sound is"
                            + " never shed.");

    /** Buffered records. */
    public static final Option<Integer> BUFFER_RECORDS =
            Option.of(
                            "align.buffer-records",
                            OptionType.INTEGER,
                            100_000,
                            "Records of a source that may wait for their windows.")
                    .where(n -> n >= 16, "must be at least 16");

    /** Buffered bytes. */
    public static final Option<Long> BUFFER_BYTES =
            Option.of(
                            "align.buffer-bytes",
                            OptionType.LONG,
                            32L * 1024 * 1024,
                            "What the waiting records of a source may take.")
                    .in("bytes")
                    .where(n -> n >= 4096, "must be at least 4096");

    /** Buffered time. */
    public static final Option<Duration> BUFFER_SPAN =
            positive(
                    "align.buffer-span",
                    Duration.ofHours(4),
                    "Event time from the oldest to the newest waiting record of a source.");

    /** Future. */
    public static final Option<Duration> MAX_FUTURE =
            positive(
                    "align.max-future",
                    Duration.ofSeconds(10),
                    "live: a record whose event time lies further ahead of the clock is refused.");

    /** Jump. */
    public static final Option<Duration> MAX_JUMP =
            positive(
                    "align.max-jump",
                    Duration.ofHours(1),
                    "replay: a record whose event time rises by more over the one before it, in"
                            + " the same epoch, is refused; texts may be a day apart.");

    /** Correction. */
    public static final Option<Boolean> CORRECT_SKEW =
            Option.of(
                    "align.correct-skew",
                    OptionType.FLAG,
                    false,
                    "Correct event times by the estimated skew of their source's clock against the"
                            + " stream; the estimate is reported either way.");

    /** Gap. */
    public static final Option<Duration> MAX_GAP =
            positive(
                    "align.max-gap",
                    Duration.ofMinutes(1),
                    "A longer time without any record of the stream has no windows; in a shorter"
                            + " one they are written empty.");

    /** Ledger. */
    public static final Option<Duration> LEDGER_INTERVAL =
            positive(
                    "align.ledger-interval",
                    Duration.ofSeconds(10),
                    "Event time between two entries of a stream's ledger.");

    /** Idle timeout. */
    public static final Option<Duration> IDLE_TIMEOUT =
            positive(
                    "align.idle-timeout",
                    Duration.ofSeconds(30),
                    "live: a stream without any record for so long has its windows settled; it may"
                            + " go on later.");

    /** Grace. */
    public static final Option<Duration> SOURCE_GRACE =
            positive(
                    "align.source-grace",
                    Duration.ofSeconds(5),
                    "Where no producer announces the sources of a stream: how long one whose known"
                            + " sources have all ended, or in a replay one that has just begun,"
                            + " waits for a source that has not been heard yet.");

    /** Retention. */
    public static final Option<Duration> RETENTION =
            positive(
                    "align.state-retention",
                    Duration.ofMinutes(30),
                    "What is remembered of a stream is dropped so long after its last record; until"
                            + " then repeats are known.");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Alignment",
                    "Read by the captioning job: how the sources of a stream are aligned in event"
                            + " time. [alignment.md](alignment.md) explains them.",
                    MODE,
                    WINDOW,
                    SLIDE,
                    MAX_WAIT,
                    ALLOWED_LATENESS,
                    OUT_OF_ORDER,
                    POLICY,
                    ANCHOR,
                    TOLERANCE,
                    OVERLOAD,
                    BUFFER_RECORDS,
                    BUFFER_BYTES,
                    BUFFER_SPAN,
                    MAX_FUTURE,
                    MAX_JUMP,
                    CORRECT_SKEW,
                    MAX_GAP,
                    LEDGER_INTERVAL,
                    IDLE_TIMEOUT,
                    SOURCE_GRACE,
                    RETENTION);

    private AlignOptions() {}

    private static Option<Duration> positive(
            String key, Duration defaultValue, String description) {
        return Option.of(key, OptionType.DURATION, defaultValue, description)
                .where(d -> d.toNanos() >= 1_000_000, "must be at least 1ms");
    }
}
