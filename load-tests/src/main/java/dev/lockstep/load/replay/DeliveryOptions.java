package dev.lockstep.load.replay;

import dev.lockstep.local.command.DurationConverter;
import dev.lockstep.local.command.SpeedConverter;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.schema.config.OptionType;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of how an archive is delivered; filled by picocli. */
final class DeliveryOptions {
    @Option(
            names = "--speed",
            paramLabel = "1|N|max",
            converter = SpeedConverter.class,
            description =
                    "How fast: 1 with the spacing that records had when they arrived (default), N"
                            + " times as fast, or max. Event times stay the same.")
    Pacing speed = Pacing.REALTIME;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many copies of every stream are played (default ${DEFAULT-VALUE}).")
    int copies = 1;

    @Option(
            names = "--stagger",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How much later each copy starts than the one before it (default 250ms).")
    Duration stagger = Duration.ofMillis(250);

    @Option(
            names = "--stream-ids",
            paramLabel = "PATTERN",
            description =
                    "Ids of the copies, with {id} for the archived one and {copy} for the number"
                            + " (default {id} for one copy, else {id}-{copy}).")
    @Nullable String streamIds;

    @Option(
            names = "--start-at",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How far into the archive it begins, for instance 10min (default 0s).")
    Duration startAt = Duration.ZERO;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delay each record by up to that; records of a source keep their order.")
    Duration jitter = Duration.ZERO;

    @Option(
            names = "--skew",
            split = ",",
            paramLabel = "NAME=TIME,…",
            description =
                    "Delay all records of a modality or source, for instance"
                            + " video=300ms,audio-1=50ms.")
    Map<String, String> skew = new LinkedHashMap<>();

    @Option(
            names = "--drop",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "Probability that a record is not sent; the one that ends a source always is.")
    double drop;

    @Option(
            names = "--duplicate",
            paramLabel = "P",
            defaultValue = "0",
            description = "Probability that a record is sent twice.")
    double duplicate;

    @Option(
            names = "--reorder",
            split = ",",
            paramLabel = "[NAME=]N,…",
            description =
                    "Let a record be overtaken by up to N of its source, for instance 2 or"
                            + " text=3,video=1.")
    String[] reorder = {};

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all chances (default ${DEFAULT-VALUE}).")
    long seed;

    /**
     * How copies are named.
     *
     * @throws UserException when copies would have one id
     */
    StreamNaming naming() {
        if (streamIds == null) {
            return copies == 1 ? StreamNaming.SAME : StreamNaming.NUMBERED;
        }
        StreamNaming naming = new StreamNaming(streamIds);
        if (naming.ambiguous(copies)) {
            throw new UserException(
                    "Several copies need {copy} in --stream-ids, for instance {id}-{copy}.");
        }
        return naming;
    }

    /**
     * How delivery differs from what was recorded.
     *
     * @throws UserException when an option is wrong
     */
    Perturbations perturbations() {
        Map<String, Long> skewNs = new HashMap<>();
        try {
            skew.forEach((name, time) -> skewNs.put(name, skewNs(name, time)));
            return new Perturbations(jitter.toNanos(), skewNs, drop, duplicate, reordered(), seed);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "The perturbations cannot be used ("
                            + e.getMessage()
                            + "): see lockstep help replay.",
                    e);
        }
    }

    private static long skewNs(String name, String time) {
        try {
            return OptionType.DURATION.parse().apply(time).toNanos();
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "--skew " + name + "=" + time + ": '" + time + "' " + e.getMessage() + ".", e);
        }
    }

    private Map<String, Integer> reordered() {
        Map<String, Integer> byName = new HashMap<>();
        for (String part : reorder) {
            int at = part.indexOf('=');
            String name = at < 0 ? Perturbations.ALL : part.substring(0, at);
            byName.put(name, overtaking(part, part.substring(at + 1)));
        }
        return byName;
    }

    private static int overtaking(String part, String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new UserException(
                    "--reorder "
                            + part
                            + ": '"
                            + number
                            + "' is not a whole number; it says how many records of its source may"
                            + " overtake a record, for instance 2 or text=3,video=1.",
                    e);
        }
    }
}
