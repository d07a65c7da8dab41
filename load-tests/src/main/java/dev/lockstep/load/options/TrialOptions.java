package dev.lockstep.load.options;

import dev.lockstep.local.command.DurationConverter;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How long trials are, and what holds. */
public final class TrialOptions {
    private static final int LEAST_SEARCH_SECONDS = 30;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "256",
            description = "Streams at which a search ends. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--max-final-p95",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description =
                    "Longest 95th percentile from the end of a sentence to its final caption at"
                            + " which streams are held. Default: ${DEFAULT-VALUE}.")
    private Duration maxFinalP95 = Duration.ZERO;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Seconds measured in each trial. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Seconds played before them that are not measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--start-up",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Seconds played to Lockstep before its first trial, so that the JVM has"
                            + " compiled what is measured. Default: ${DEFAULT-VALUE}.")
    private int startUp;

    /**
     * Checks what was given.
     *
     * @param search whether trials tell growth
     * @throws CommandLine.ParameterException with what to give instead
     */
    public void check(CommandLine line, boolean search) {
        if (seconds < 1 || warmUp < 0 || startUp < 0 || most < 1) {
            throw new CommandLine.ParameterException(
                    line,
                    "--seconds and --most are at least 1, --warm-up and --start-up at least 0.");
        }
        if (search && seconds < LEAST_SEARCH_SECONDS) {
            throw new CommandLine.ParameterException(
                    line,
                    "A search needs --seconds of at least "
                            + LEAST_SEARCH_SECONDS
                            + ", or growth cannot be told.");
        }
    }

    /** Notes what was asked for. */
    public void note(Map<String, String> asked) {
        asked.put("max-final-p95", maxFinalP95.toMillis() + " ms");
        asked.put("seconds", String.valueOf(seconds));
        asked.put("warm-up", String.valueOf(warmUp));
        asked.put("start-up", String.valueOf(startUp));
    }

    /** Streams at which a search ends. */
    public int most() {
        return most;
    }

    /** Longest 95th percentile of the final lag at which streams are held. */
    public Duration maxFinalP95() {
        return maxFinalP95;
    }

    /** Seconds measured in each trial. */
    public int seconds() {
        return seconds;
    }

    /** Seconds played before them. */
    public int warmUp() {
        return warmUp;
    }

    /** Seconds played to Lockstep before its first trial. */
    public int startUp() {
        return startUp;
    }
}
