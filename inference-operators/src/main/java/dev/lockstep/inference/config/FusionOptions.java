package dev.lockstep.inference.config;

import dev.lockstep.inference.fusion.FusionKind;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import java.nio.file.Path;
import java.time.Duration;

/** How the modalities of a window become one. The encoder is that of {@link TextOptions}. */
public final class FusionOptions {
    /** The strategy. */
    public static final Option<FusionKind> STRATEGY =
            Option.of(
                    "fusion.strategy",
                    OptionType.choice(FusionKind.class),
                    FusionKind.WEIGHTED,
                    "How the modalities of a window are weighed and made one; docs/text-and-fusion.md"
                            + " says what each does.");

    /** Attribution. */
    public static final Option<Boolean> ATTRIBUTION =
            Option.of(
                    "fusion.attribution",
                    OptionType.FLAG,
                    false,
                    "Fuse once more without each modality, and say how much the result changes.");

    /** The projection. */
    public static final Option<Path> PROJECTION =
            Option.optional(
                    "fusion.projection",
                    OptionType.PATH,
                    "Matrix of concat-projection, as numpy.save writes it: float32 of shape (rows, 3"
                            + " × dimension), on each machine; without it the projection is random.");

    /** Seed of the random projection. */
    public static final Option<Long> SEED =
            Option.of(
                    "fusion.seed",
                    OptionType.LONG,
                    1L,
                    "Seed of the random projection of concat-projection.");

    /** The model. */
    public static final Option<String> MODEL =
            Option.of(
                    "fusion.model",
                    OptionType.TEXT,
                    "",
                    "Graph of the strategy onnx, as file:PATH or hf:ORG/REPO@REVISION/PATH.");

    /** How long a window waits for its embeddings. */
    public static final Option<Duration> TIMEOUT =
            Option.of(
                            "fusion.timeout",
                            OptionType.DURATION,
                            Duration.ofSeconds(2),
                            "A window whose texts are not embedded after so long goes on without.")
                    .where(d -> d.toMillis() >= 1, "must be at least 1ms");

    /** Async capacity. */
    public static final Option<Integer> CAPACITY =
            Option.of(
                            "fusion.capacity",
                            OptionType.INTEGER,
                            64,
                            "Windows that a fusion task holds unanswered before it stops reading.")
                    .in("windows")
                    .where(n -> n >= 1, "must be at least 1");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Fusion",
                    "Read by the captioning job: how the modalities of a window become one.",
                    STRATEGY,
                    ATTRIBUTION,
                    PROJECTION,
                    SEED,
                    MODEL,
                    TIMEOUT,
                    CAPACITY);

    private FusionOptions() {}
}
