package dev.lockstep.inference.config;

import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import dev.lockstep.schema.config.OptionValues;
import java.time.Duration;

/** How models are replaced while the job runs; {@link SwapConf} is what they resolve to. */
public final class SwapOptions {
    /** Whether anybody may ask. */
    public static final Option<Boolean> ENABLED =
            Option.of(
                    "swap.enabled",
                    OptionType.FLAG,
                    true,
                    "Read lockstep.control, and use the models that it names.");

    /** Time limit of the comparison. */
    public static final Option<Duration> SHADOW_TIME_LIMIT =
            Option.of(
                    "swap.shadow-time-limit",
                    OptionType.DURATION,
                    Duration.ofMinutes(10),
                    "A new model that has not been compared with the present one on as many"
                            + " requests as asked for by then is refused.");

    /** Limit of the difference. */
    public static final Option<Double> MOST_DISAGREEMENT =
            Option.of(
                            "swap.most-disagreement",
                            OptionType.REAL,
                            1.0,
                            "A new model whose answers differ by more on average is refused: 0 for"
                                    + " the same answers, 1 for nothing in common, so 1 sets no"
                                    + " limit.")
                    .where(d -> d >= 0 && d <= 1, "must lie between 0 and 1");

    /** Failures in a row. */
    public static final Option<Integer> MOST_FAILURES =
            Option.of(
                            "swap.most-failures",
                            OptionType.INTEGER,
                            5,
                            "Failures in a row after which a model is replaced by its last good"
                                    + " version, or taken out of service until it is loaded again.")
                    .where(n -> n >= 1, "must be at least 1");

    /** First delay. */
    public static final Option<Duration> FIRST_RELOAD_DELAY =
            Option.of(
                    "swap.first-reload-delay",
                    OptionType.DURATION,
                    Duration.ofSeconds(1),
                    "How long after that a model without a last good version is loaded again;"
                            + " doubles each time.");

    /** Longest delay. */
    public static final Option<Duration> LONGEST_RELOAD_DELAY =
            Option.of(
                    "swap.longest-reload-delay",
                    OptionType.DURATION,
                    Duration.ofMinutes(1),
                    "Where the doubling ends.");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Models in service",
                    "Read by the captioning job: how models are replaced while it runs.",
                    ENABLED,
                    SHADOW_TIME_LIMIT,
                    MOST_DISAGREEMENT,
                    MOST_FAILURES,
                    FIRST_RELOAD_DELAY,
                    LONGEST_RELOAD_DELAY);

    private SwapOptions() {}

    /**
     * Resolves the options.
     *
     * @param scope whose control records are heard
     */
    public static SwapConf conf(OptionValues values, String scope) {
        return new SwapConf(
                values.get(ENABLED) ? scope : "",
                values.get(SHADOW_TIME_LIMIT),
                values.get(MOST_DISAGREEMENT),
                values.get(MOST_FAILURES),
                values.get(FIRST_RELOAD_DELAY),
                values.get(LONGEST_RELOAD_DELAY));
    }
}
