package dev.lockstep.inference.config;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.runtime.ArenaStrategy;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.schema.config.Option;
import dev.lockstep.schema.config.OptionSet;
import dev.lockstep.schema.config.OptionType;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How models of all kinds are run; {@link RuntimeConf} is what they resolve to. */
public final class RuntimeOptions {
    private static final long MEGABYTE = 1_000_000;

    /** Provider. */
    public static final Option<ExecutionProvider> EXECUTION_PROVIDER =
            Option.of(
                    "inference.execution-provider",
                    OptionType.choice(ExecutionProvider.class),
                    ExecutionProvider.AUTO,
                    "What models run on; auto is TensorRT or CUDA where they can be had, else the"
                            + " CPU.");

    /** Whether it must be there. */
    public static final Option<Boolean> PROVIDER_REQUIRED =
            Option.of(
                    "inference.provider-required",
                    OptionType.FLAG,
                    false,
                    "Fail the start when the named execution provider cannot be used; false goes on"
                            + " with the CPU.");

    /** Device. */
    public static final Option<Integer> GPU_DEVICE =
            Option.of("inference.gpu-device", OptionType.INTEGER, 0, "Number of the GPU.")
                    .where(n -> n >= 0, "must be at least 0");

    /** Memory limit. */
    public static final Option<Long> GPU_MEMORY =
            Option.of(
                            "inference.gpu-memory",
                            OptionType.LONG,
                            0L,
                            "Most memory that each model may take on the GPU; 0 sets no limit.")
                    .in("MB")
                    .where(n -> n >= 0 && n <= 1_000_000, "must lie between 0 and 1000000");

    /** Arena. */
    public static final Option<ArenaStrategy> GPU_ARENA =
            Option.of(
                    "inference.gpu-arena",
                    OptionType.choice(ArenaStrategy.class),
                    ArenaStrategy.SAME_AS_REQUESTED,
                    "How a model's memory on the GPU grows: by what is asked for, or in powers of"
                            + " two.");

    /** Engine cache. */
    public static final Option<Path> ENGINE_CACHE =
            Option.optional(
                    "inference.engine-cache",
                    OptionType.PATH,
                    "Folder in which TensorRT keeps its engines; without it, `engines` in the model"
                            + " cache.");

    /** Run time-out. */
    public static final Option<Duration> RUN_TIMEOUT =
            Option.of(
                            "inference.run-timeout",
                            OptionType.DURATION,
                            Duration.ofMinutes(1),
                            "A run of a model that takes longer is ended and fails.")
                    .where(d -> d.toMillis() >= 10, "must be at least 10ms");

    /** All of them. */
    public static final OptionSet ALL =
            OptionSet.of(
                    "Inference",
                    "Read by the captioning job: how models are run.",
                    EXECUTION_PROVIDER,
                    PROVIDER_REQUIRED,
                    GPU_DEVICE,
                    GPU_MEMORY,
                    GPU_ARENA,
                    ENGINE_CACHE,
                    RUN_TIMEOUT);

    private RuntimeOptions() {}

    /**
     * Resolves the options.
     *
     * @param values of a loader that knows these and {@link SpeechOptions}, whose model cache is
     *     used
     * @throws OptionsException when two of them contradict each other
     */
    public static RuntimeConf conf(OptionValues values) {
        ExecutionProvider provider = values.get(EXECUTION_PROVIDER);
        if (values.get(PROVIDER_REQUIRED) && provider == ExecutionProvider.AUTO) {
            throw new OptionsException(
                    List.of(
                            PROVIDER_REQUIRED.key()
                                    + ": name the provider that is required, "
                                    + EXECUTION_PROVIDER.key()
                                    + "=cuda for instance."));
        }
        Path cache =
                values.get(SpeechOptions.MODEL_CACHE).isEmpty()
                        ? ModelStore.standardCacheDir(System.getenv())
                        : Path.of(values.get(SpeechOptions.MODEL_CACHE));
        return new RuntimeConf(
                provider,
                values.get(PROVIDER_REQUIRED),
                values.get(GPU_DEVICE),
                values.get(GPU_MEMORY) * MEGABYTE,
                values.get(GPU_ARENA),
                values.find(ENGINE_CACHE).orElse(cache.resolve("engines")).toString(),
                values.get(RUN_TIMEOUT),
                "");
    }
}
