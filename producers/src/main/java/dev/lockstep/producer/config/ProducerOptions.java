package dev.lockstep.producer.config;

import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The options of a producer; {@link ProducerConf} resolves them. */
public final class ProducerOptions {

    private static final OptionType<Pacing> SPEED =
            new OptionType<>("realtime, max or a factor", Pacing::parse, Pacing::toString);

    private static final OptionType<Instant> INSTANT =
            new OptionType<>("time", ProducerOptions::instant, Instant::toString);

    /** Brokers. */
    public static final Option<String> BOOTSTRAP_SERVERS =
            Option.required(
                    "produce.bootstrap-servers",
                    OptionType.TEXT,
                    "Brokers to connect to first, host:port separated by commas.");

    /** Registry. */
    public static final Option<String> REGISTRY_URL =
            Option.required(
                    "produce.registry-url",
                    OptionType.TEXT,
                    "Base address of the schema registry's Confluent-compatible API.");

    /** Stream. */
    public static final Option<String> STREAM_ID =
            Option.of(
                            "produce.stream-id",
                            OptionType.TEXT,
                            "stream-0",
                            "The stream that the source belongs to; also the Kafka key.")
                    .where(s -> !s.isBlank(), "must not be blank");

    /** Pacing. */
    public static final Option<Pacing> SPEED_FACTOR =
            Option.of(
                    "produce.speed",
                    SPEED,
                    Pacing.REALTIME,
                    "How fast recorded media is handed over; event times stay the same.");

    /** Event time of PTS 0. */
    public static final Option<Instant> START_TIME =
            Option.optional(
                    "produce.start-time",
                    INSTANT,
                    "Event time of the start of recorded media, for instance"
                            + " 2026-01-31T12:00:00Z; the moment of the start when left out.");

    /** Chunk length. */
    public static final Option<Duration> CHUNK =
            Option.of(
                            "produce.chunk",
                            OptionType.DURATION,
                            Duration.ofMillis(100),
                            "Length of an audio chunk.")
                    .where(
                            d -> d.toMillis() >= 10 && d.toMillis() <= 10_000,
                            "must be 10ms to 10s");

    /** Picture rate. */
    public static final Option<Double> FRAME_RATE =
            Option.of(
                            "produce.frame-rate",
                            OptionType.REAL,
                            2.0,
                            "Pictures sampled a second of media; 0 for none.")
                    .in("1/s")
                    .where(r -> r >= 0 && r <= 240, "must be 0 to 240");

    /** Picture width. */
    public static final Option<Integer> MAX_WIDTH =
            Option.of(
                            "produce.max-width",
                            OptionType.INTEGER,
                            1280,
                            "Wider pictures are scaled down, aspect kept.")
                    .in("pixels")
                    .where(w -> w >= 16, "must be at least 16");

    /** Picture height. */
    public static final Option<Integer> MAX_HEIGHT =
            Option.of(
                            "produce.max-height",
                            OptionType.INTEGER,
                            720,
                            "Higher pictures are scaled down, aspect kept.")
                    .in("pixels")
                    .where(h -> h >= 16, "must be at least 16");

    /** JPEG quality. */
    public static final Option<Integer> JPEG_QUALITY =
            Option.of(
                            "produce.jpeg-quality",
                            OptionType.INTEGER,
                            85,
                            "Quality of the pictures, 1 to 100.")
                    .where(q -> q >= 1 && q <= 100, "must be 1 to 100");

    /** Largest picture. */
    public static final Option<Long> MAX_PICTURE_PIXELS =
            Option.of(
                            "produce.max-picture-pixels",
                            OptionType.LONG,
                            50_000_000L,
                            "A video with larger pictures is refused before it is decoded.")
                    .in("pixels")
                    .where(p -> p > 0, "must be above 0");

    /** Folder for large pictures. */
    public static final Option<Path> PAYLOAD_DIR =
            Option.optional(
                    "produce.payload-dir",
                    OptionType.PATH,
                    "Folder, shared with the readers, for pictures above 256 KiB.");

    /** Silence of a live source. */
    public static final Option<Duration> READ_TIMEOUT =
            Option.of(
                            "produce.read-timeout",
                            OptionType.DURATION,
                            Duration.ofSeconds(10),
                            "A live source that is silent for longer counts as lost.")
                    .where(d -> !d.isZero() && !d.isNegative(), "must be above 0");

    /** Absence of a live source. */
    public static final Option<Duration> GIVE_UP_AFTER =
            Option.of(
                    "produce.give-up-after",
                    OptionType.DURATION,
                    Duration.ofMinutes(5),
                    "How long a lost live source is tried again before the run ends.");

    /** Buffer of the Kafka client. */
    public static final Option<Long> BUFFER_BYTES =
            Option.of(
                            "produce.buffer-bytes",
                            OptionType.LONG,
                            16L << 20,
                            "Memory for records that Kafka has not acknowledged; when it is full,"
                                    + " reading waits.")
                    .in("bytes")
                    .where(b -> b >= 1 << 20, "must be at least 1048576");

    /** Linger of the Kafka client. */
    public static final Option<Duration> LINGER =
            Option.of(
                            "produce.linger",
                            OptionType.DURATION,
                            Duration.ofMillis(5),
                            "How long a batch waits for more records.")
                    .where(d -> !d.isNegative(), "must not be negative");

    /** Client properties. */
    public static final Option<List<String>> CLIENT_PROPERTIES =
            Option.of(
                            "produce.client-properties",
                            OptionType.LIST,
                            List.of(),
                            "More properties of the Kafka client as key=value, for instance"
                                    + " security.protocol=SSL.")
                    .where(
                            list -> list.stream().allMatch(p -> p.indexOf('=') > 0),
                            "must be key=value pairs separated by commas");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Producers",
                    "What a producer reads, how fast it hands it over and where to.",
                    BOOTSTRAP_SERVERS,
                    REGISTRY_URL,
                    STREAM_ID,
                    SPEED_FACTOR,
                    START_TIME,
                    CHUNK,
                    FRAME_RATE,
                    MAX_WIDTH,
                    MAX_HEIGHT,
                    JPEG_QUALITY,
                    MAX_PICTURE_PIXELS,
                    PAYLOAD_DIR,
                    READ_TIMEOUT,
                    GIVE_UP_AFTER,
                    BUFFER_BYTES,
                    LINGER,
                    CLIENT_PROPERTIES);

    private ProducerOptions() {}

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time such as 2026-01-31T12:00:00Z", e);
        }
    }
}
