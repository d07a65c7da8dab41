package dev.lockstep.inference.config;

import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.nio.file.Path;
import java.time.Duration;

/** How pictures are looked at. The model cache is that of {@link SpeechOptions#MODEL_CACHE}. */
public final class VisionOptions {
    private static final AnalyzerConf DEFAULTS = AnalyzerConf.defaults();
    private static final int LEAST_TEXT_SIDE = 64;

    /** Whether there is any vision. */
    public static final Option<Boolean> ENABLED =
            Option.of(
                    "vision.enabled",
                    OptionType.FLAG,
                    true,
                    "Look at the pictures of a stream; false: they are not read at all.");

    /** The object detector. */
    public static final Option<String> OBJECTS =
            Option.of(
                    "vision.objects",
                    OptionType.TEXT,
                    "yolox-nano",
                    "Object detector: an id of the model catalogue, or a YOLOX of one's own as"
                            + " file:PATH or hf:ORG/REPO@REVISION/PATH; empty for none.");

    /** The text models. */
    public static final Option<String> TEXT =
            Option.of(
                    "vision.text",
                    OptionType.TEXT,
                    "pp-ocr-v4",
                    "On-screen text: an id of the model catalogue, or a folder of PP-OCR models as"
                            + " file:PATH; empty for none.");

    /** The moderation model. */
    public static final Option<String> MODERATION =
            Option.of(
                    "vision.moderation",
                    OptionType.TEXT,
                    "open-nsfw",
                    "Moderation of pictures: an id of the model catalogue, or an OpenNSFW of one's"
                            + " own as file:PATH; empty for none.");

    /** The picture encoder. */
    public static final Option<String> EMBEDDING =
            Option.of(
                    "vision.embedding",
                    OptionType.TEXT,
                    "",
                    "Picture encoder, such as CLIP's: a folder with vision_model.onnx and"
                            + " preprocessor_config.json as file:PATH, or these files of a hub as"
                            + " hf:ORG/REPO@REVISION/PATH,PATH; empty for none.");

    /** The model that describes pictures. */
    public static final Option<String> CAPTIONING =
            Option.of(
                    "vision.captioning",
                    OptionType.TEXT,
                    "",
                    "Model that writes a sentence about a picture, such as ViT with GPT-2: a folder"
                            + " as the Hugging Face exporter writes it as file:PATH, or its files on"
                            + " a hub as hf:ORG/REPO@REVISION/PATH,PATH,…; empty for none.");

    /** Analyser threads. */
    public static final Option<Integer> THREADS =
            Option.of(
                            "vision.threads",
                            OptionType.INTEGER,
                            DEFAULTS.threads(),
                            "Pictures that are looked at side by side in a process; one thread of"
                                    + " those that all models share is left to speech, and speech"
                                    + " goes first.")
                    .where(n -> n >= 1 && n <= 256, "must lie between 1 and 256");

    /** Async capacity. */
    public static final Option<Integer> CAPACITY =
            Option.of(
                            "vision.capacity",
                            OptionType.INTEGER,
                            DEFAULTS.capacity(),
                            "Pictures of all sources that may wait in a process; when another one"
                                    + " comes, the one that has waited longest is skipped.")
                    .in("pictures")
                    .where(n -> n >= 1, "must be at least 1");

    /** Async timeout. */
    public static final Option<Duration> TIMEOUT =
            Option.of(
                            "vision.timeout",
                            OptionType.DURATION,
                            Duration.ofMinutes(5),
                            "A picture unanswered for so long counts as failed and becomes a dead"
                                    + " letter.")
                    .where(d -> d.toMillis() >= 1000, "must be at least 1s");

    /** Waiting frames of a source. */
    public static final Option<Integer> WAITING_FRAMES =
            Option.of(
                            "vision.waiting-frames",
                            OptionType.INTEGER,
                            DEFAULTS.waitingFrames(),
                            "Pictures of one source that may wait; when another one comes, its oldest"
                                    + " is skipped.")
                    .in("pictures")
                    .where(n -> n >= 1, "must be at least 1");

    /** Whether stale frames are shed. */
    public static final Option<Boolean> SKIP_STALE_FRAMES =
            Option.of(
                    "vision.skip-stale-frames",
                    OptionType.FLAG,
                    DEFAULTS.shedStale(),
                    "Skip the oldest waiting pictures when too many wait, as live streams want; false"
                            + " makes a replay give the same results each time, and reading waits.");

    /** Change threshold. */
    public static final Option<Double> CHANGE_THRESHOLD =
            share(
                    "vision.change-threshold",
                    DEFAULTS.changeThreshold(),
                    "A picture in which no small cell's mean brightness has changed by this share"
                            + " of the range has the last one's result; 0 looks at every picture.");

    /** Object score. */
    public static final Option<Double> OBJECT_SCORE =
            share(
                    "vision.object-score",
                    DEFAULTS.objectScore(),
                    "Score below which an object is left out.");

    /** Object overlap. */
    public static final Option<Double> OBJECT_OVERLAP =
            share(
                    "vision.object-overlap",
                    DEFAULTS.objectOverlap(),
                    "Share of their union that two boxes have in common above which they are one"
                            + " object.");

    /** Text side. */
    public static final Option<Integer> TEXT_SIDE =
            Option.of(
                            "vision.text-side",
                            OptionType.INTEGER,
                            DEFAULTS.textSide(),
                            "Larger pictures are scaled down to this width or height to find text;"
                                    + " more finds smaller text and costs more.")
                    .in("pixels")
                    .where(
                            n -> n >= LEAST_TEXT_SIDE && n <= 4096,
                            "must lie between " + LEAST_TEXT_SIDE + " and 4096");

    /** Text region score. */
    public static final Option<Double> TEXT_REGION_SCORE =
            share(
                    "vision.text-region-score",
                    DEFAULTS.textRegionScore(),
                    "Mean probability below which a place is not taken for text.");

    /** Text score. */
    public static final Option<Double> TEXT_SCORE =
            share(
                    "vision.text-score",
                    DEFAULTS.textScore(),
                    "Mean character probability below which a line is not believed.");

    /** Longest side. */
    public static final Option<Integer> LONGEST_SIDE =
            Option.of(
                            "vision.longest-side",
                            OptionType.INTEGER,
                            DEFAULTS.longestSide(),
                            "Pictures wider or higher than this, or of more than "
                                    + FrameLimits.MOST_PIXELS / 1_000_000
                                    + " million pixels, become dead letters.")
                    .in("pixels")
                    .where(n -> n >= 16 && n <= 65_535, "must lie between 16 and 65535");

    /** How long hidden objects are remembered. */
    public static final Option<Duration> TRACK_MEMORY =
            Option.of(
                            "vision.track-memory",
                            OptionType.DURATION,
                            Duration.ofMillis(DEFAULTS.trackMemoryUs() / 1000),
                            "An object that is hidden for longer, of event time, and in more than two"
                                    + " pictures, comes back under another name.")
                    .where(d -> !d.isNegative(), "must be at least 0s");

    /** When a person should look. */
    public static final Option<Double> MODERATION_FLAG =
            threshold("flag", DEFAULTS.moderation().flag(), "a person should look at");

    /** When a picture should be blurred. */
    public static final Option<Double> MODERATION_BLUR =
            threshold("blur", DEFAULTS.moderation().blur(), "should be shown blurred");

    /** When a picture should be held back. */
    public static final Option<Double> MODERATION_HOLD =
            threshold("hold", DEFAULTS.moderation().hold(), "must not be shown");

    /** How often moderation looks. */
    public static final Option<Duration> MODERATION_EVERY =
            Option.of(
                            "vision.moderation-every",
                            OptionType.DURATION,
                            Duration.ofMillis(DEFAULTS.moderationEveryUs() / 1000),
                            "A picture that differs a little from the last one that was moderated is"
                                    + " so when so much event time has passed; another scene is at"
                                    + " once. 0s moderates every picture that changed.")
                    .where(d -> !d.isNegative(), "must be at least 0s");

    /** How often the encoder looks. */
    public static final Option<Duration> EMBEDDING_EVERY =
            Option.of(
                            "vision.embedding-every",
                            OptionType.DURATION,
                            Duration.ofMillis(DEFAULTS.embeddingEveryUs() / 1000),
                            "The same for the picture encoder.")
                    .where(d -> !d.isNegative(), "must be at least 0s");

    /** How often pictures are described. */
    public static final Option<Duration> CAPTIONING_EVERY =
            Option.of(
                            "vision.captioning-every",
                            OptionType.DURATION,
                            Duration.ofMillis(DEFAULTS.captioningEveryUs() / 1000),
                            "The same for the model that describes pictures.")
                    .where(d -> !d.isNegative(), "must be at least 0s");

    /** Payload folder. */
    public static final Option<Path> PAYLOAD_DIR =
            Option.optional(
                    "vision.payload-dir",
                    OptionType.PATH,
                    "Folder of the pictures that travel by reference, the producer's"
                            + " `produce.payload-dir`.");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Vision",
                    "Read by the captioning job: how pictures are looked at.",
                    ENABLED,
                    OBJECTS,
                    TEXT,
                    MODERATION,
                    EMBEDDING,
                    CAPTIONING,
                    THREADS,
                    CAPACITY,
                    TIMEOUT,
                    WAITING_FRAMES,
                    SKIP_STALE_FRAMES,
                    CHANGE_THRESHOLD,
                    OBJECT_SCORE,
                    OBJECT_OVERLAP,
                    TEXT_SIDE,
                    TEXT_REGION_SCORE,
                    TEXT_SCORE,
                    LONGEST_SIDE,
                    TRACK_MEMORY,
                    MODERATION_FLAG,
                    MODERATION_BLUR,
                    MODERATION_HOLD,
                    MODERATION_EVERY,
                    EMBEDDING_EVERY,
                    CAPTIONING_EVERY,
                    PAYLOAD_DIR);

    private VisionOptions() {}

    private static Option<Double> threshold(String action, double defaultValue, String what) {
        return Option.of(
                        "vision.moderation-" + action,
                        OptionType.REAL,
                        defaultValue,
                        "Score from which on a picture " + what + "; above 1 none does.")
                .where(x -> x >= 0, "must be at least 0");
    }

    private static Option<Double> share(String key, double defaultValue, String description) {
        return Option.of(key, OptionType.REAL, defaultValue, description)
                .where(x -> x >= 0 && x <= 1, "must lie between 0 and 1");
    }
}
