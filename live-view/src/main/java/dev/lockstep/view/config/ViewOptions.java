package dev.lockstep.view.config;

import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import dev.lockstep.view.topology.ViewRules;
import java.nio.file.Path;
import java.time.Duration;

/** Where the live view reads, what it keeps and how it runs. */
public final class ViewOptions {
    private static final ViewRules RULES = ViewRules.standard();

    /** Application id. */
    public static final Option<String> APPLICATION_ID =
            Option.of(
                    "view.application-id",
                    OptionType.TEXT,
                    "lockstep-view",
                    "Instances with the same id share the streams; the names of the state's"
                            + " changelog topics begin with it.");

    /** State folder. */
    public static final Option<Path> STATE_DIR =
            Option.optional(
                    "view.state-dir",
                    OptionType.PATH,
                    "Folder of this instance's state; without it a folder in the system's temporary"
                            + " one. State that is lost is rebuilt from the changelog topics.");

    /** Own address. */
    public static final Option<String> INSTANCE_ADDRESS =
            Option.of(
                            "view.instance-address",
                            OptionType.TEXT,
                            "localhost:8080",
                            "host:port under which the other instances reach this one's API.")
                    .where(s -> s.matches(".+:\\d{1,5}"), "must be host:port");

    /** Threads. */
    public static final Option<Integer> THREADS =
            Option.of(
                            "view.threads",
                            OptionType.INTEGER,
                            1,
                            "Threads that read; more than there are partitions stand by.")
                    .where(n -> n >= 1, "must be at least 1");

    /** Standby copies. */
    public static final Option<Integer> STANDBYS =
            Option.of(
                            "view.standbys",
                            OptionType.INTEGER,
                            0,
                            "Copies of the state on other instances, which take over sooner.")
                    .where(n -> n >= 0, "must be at least 0");

    /** Guarantee. */
    public static final Option<ViewGuarantee> GUARANTEE =
            Option.of(
                    "view.guarantee",
                    OptionType.choice(ViewGuarantee.class),
                    ViewGuarantee.EXACTLY_ONCE,
                    "Guarantee of the state; with at-least-once counts may be too high after a"
                            + " failure.");

    /** Commit interval. */
    public static final Option<Duration> COMMIT_INTERVAL =
            Option.of(
                            "view.commit-interval",
                            OptionType.DURATION,
                            Duration.ofMillis(100),
                            "How often the state is committed. Viewers do not wait for it.")
                    .where(d -> d.toMillis() >= 1, "must be at least 1ms");

    /** Failures. */
    public static final Option<Integer> MAX_FAILURES =
            Option.of(
                            "view.max-failures-per-minute",
                            OptionType.INTEGER,
                            5,
                            "A thread that fails is replaced; beyond so many in a minute the view"
                                    + " ends.")
                    .where(n -> n >= 0, "must be at least 0");

    /** Payload folder. */
    public static final Option<Path> PAYLOAD_DIR =
            Option.optional(
                    "view.payload-dir",
                    OptionType.PATH,
                    "Folder of the pictures that travel by reference, the producer's"
                            + " `produce.payload-dir`.");

    /** How long captions are kept. */
    public static final Option<Duration> CAPTION_RETENTION =
            positive(
                    "view.caption-retention",
                    RULES.captionRetention(),
                    "How much event time of captions is kept of each stream.");

    /** How many captions are kept. */
    public static final Option<Integer> MAX_CAPTIONS =
            Option.of(
                            "view.max-captions",
                            OptionType.INTEGER,
                            RULES.maxCaptions(),
                            "Most captions that are kept of each stream; the oldest go first.")
                    .where(n -> n >= 1, "must be at least 1");

    /** How long windows are kept. */
    public static final Option<Duration> WINDOW_RETENTION =
            positive(
                    "view.window-retention",
                    RULES.windowRetention(),
                    "How much event time of windows is kept of each stream.");

    /** How many turns are kept. */
    public static final Option<Integer> MAX_TURNS =
            Option.of(
                            "view.max-turns",
                            OptionType.INTEGER,
                            RULES.maxTurns(),
                            "Most dialogue turns that are kept of each stream; the oldest go first.")
                    .where(n -> n >= 1, "must be at least 1");

    /** Silence. */
    public static final Option<Duration> SILENT_AFTER =
            positive(
                    "view.silent-after",
                    RULES.silentAfter(),
                    "A stream of which nothing was published for so long is told to be silent.");

    /** Patience with vision. */
    public static final Option<Duration> VISION_PATIENCE =
            positive(
                    "view.vision-patience",
                    RULES.visionPatience(),
                    "A picture waits for what was seen in it, blur and hold included; when nothing"
                            + " was seen of its source for so long, it is shown as it is.");

    /** Pictures. */
    public static final Option<Duration> PICTURE_INTERVAL =
            Option.of(
                            "view.picture-interval",
                            OptionType.DURATION,
                            RULES.pictureInterval(),
                            "At most one picture of a stream is made ready in so long.")
                    .where(d -> !d.isNegative(), "must not be negative");

    /** Width of pictures. */
    public static final Option<Integer> PICTURE_WIDTH =
            Option.of(
                            "view.picture-width",
                            OptionType.INTEGER,
                            RULES.pictureWidth(),
                            "Widest picture that is shown; wider ones are scaled down.")
                    .in("pixels")
                    .where(n -> n >= 16 && n <= 4096, "must be between 16 and 4096");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Live view",
                    "Read by the live view: where it reads, what it keeps and how it runs.",
                    ConnectionOptions.BOOTSTRAP_SERVERS,
                    ConnectionOptions.CLIENT_PROPERTIES,
                    ConnectionOptions.TOPIC_PREFIX,
                    ConnectionOptions.REGISTRY_URL,
                    ConnectionOptions.REGISTRY_PATIENCE,
                    APPLICATION_ID,
                    STATE_DIR,
                    INSTANCE_ADDRESS,
                    THREADS,
                    STANDBYS,
                    GUARANTEE,
                    COMMIT_INTERVAL,
                    MAX_FAILURES,
                    PAYLOAD_DIR,
                    CAPTION_RETENTION,
                    MAX_CAPTIONS,
                    WINDOW_RETENTION,
                    MAX_TURNS,
                    SILENT_AFTER,
                    VISION_PATIENCE,
                    PICTURE_INTERVAL,
                    PICTURE_WIDTH);

    private ViewOptions() {}

    private static Option<Duration> positive(String key, Duration value, String description) {
        return Option.of(key, OptionType.DURATION, value, description)
                .where(d -> !d.isNegative() && !d.isZero(), "must be above 0");
    }
}
