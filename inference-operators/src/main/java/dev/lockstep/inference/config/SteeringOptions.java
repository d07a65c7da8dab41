package dev.lockstep.inference.config;

import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.time.Duration;

/** How what is on screen steers what is heard. */
public final class SteeringOptions {
    private static final SteeringConf DEFAULTS = SteeringConf.defaults();

    /** Whether it does. */
    public static final Option<Boolean> ENABLED =
            Option.of(
                    "steering.enabled",
                    OptionType.FLAG,
                    DEFAULTS.enabled(),
                    "Lean towards words that were on screen shortly before they are said; needs"
                            + " vision.text.");

    /** Bonus. */
    public static final Option<Double> BONUS =
            nats(
                    "steering.bonus",
                    DEFAULTS.bonus(),
                    "What each token of a word on screen adds to a continuation's log-probability;"
                            + " more finds more of these words, and invents more.");

    /** Margin. */
    public static final Option<Double> MARGIN =
            nats(
                    "steering.margin",
                    DEFAULTS.margin(),
                    "A word on screen is tried where its next token is at most this much less likely"
                            + " than the likeliest one, in log-probability; more costs more.");

    /** Width. */
    public static final Option<Integer> WIDTH =
            Option.of(
                            "steering.width",
                            OptionType.INTEGER,
                            DEFAULTS.width(),
                            "Continuations that are followed side by side.")
                    .where(n -> n >= 1 && n <= 16, "must lie between 1 and 16");

    /** Horizon. */
    public static final Option<Duration> HORIZON =
            Option.of(
                            "steering.horizon",
                            OptionType.DURATION,
                            DEFAULTS.horizon(),
                            "How long a word steers after it was last on screen, event time.")
                    .where(d -> d.toSeconds() <= 3600, "must be at most 1h");

    /** Number of terms. */
    public static final Option<Integer> TERMS =
            Option.of(
                            "steering.terms",
                            OptionType.INTEGER,
                            DEFAULTS.terms(),
                            "Words on screen that are remembered for a stream, the newest ones.")
                    .in("words")
                    .where(n -> n >= 1 && n <= 1000, "must lie between 1 and 1000");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Steering",
                    "Read by the captioning job: how what is on screen steers what is heard.",
                    ENABLED,
                    BONUS,
                    MARGIN,
                    WIDTH,
                    HORIZON,
                    TERMS);

    private SteeringOptions() {}

    private static Option<Double> nats(String key, double defaultValue, String description) {
        return Option.of(key, OptionType.REAL, defaultValue, description)
                .where(x -> x >= 0 && x <= 20, "must lie between 0 and 20");
    }
}
