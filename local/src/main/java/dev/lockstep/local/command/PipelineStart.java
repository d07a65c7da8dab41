package dev.lockstep.local.command;

import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.config.FusionOptions;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.config.TextOptions;
import dev.lockstep.inference.config.VisionOptions;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.search.LastStore;
import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.terminal.ModelProgress;
import dev.lockstep.producer.publish.Pacing;
import dev.lockstep.schema.config.Option;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Starts the local pipeline as a command's options say. Stateless. */
public final class PipelineStart {
    private PipelineStart() {}

    /**
     * Starts it.
     *
     * @param pacing how fast the stream is played: a live source in real time, whatever was asked
     * @param pictures whether there are pictures to look at
     * @param out folder of the run, where its store is
     * @param viewPort port of the live view; empty without one
     */
    static LocalPipeline start(
            CommandContext context,
            RunOptions options,
            Pacing pacing,
            boolean pictures,
            Path out,
            OptionalInt viewPort,
            Display display)
            throws IOException {
        ModelStore store = store(context, display);
        Path results = out.resolve(StoreAddress.FILE_NAME);
        LastStore.remember(context.stateDir(), results);
        PipelineConf conf =
                new PipelineConf(
                        options.kafkaPort,
                        options.registryPort,
                        options.parallelism,
                        context.cacheDir(),
                        context.stateDir(),
                        Optional.of(StoreAddress.of(results)),
                        viewPort,
                        settings(options, pacing, pictures),
                        context.environment());
        return start(conf, store, display);
    }

    /**
     * Starts it, with the models that its settings name.
     *
     * @param store where models are, or come from
     */
    public static LocalPipeline start(PipelineConf conf, ModelStore store, Display display)
            throws IOException {
        return LocalPipeline.start(
                conf,
                () -> {
                    models(conf).resolve(store);
                    resolve(
                            conf,
                            VisionOptions.ENABLED,
                            List.of(VisionOptions.OBJECTS, VisionOptions.TEXT),
                            store,
                            display);
                    resolve(
                            conf,
                            TextOptions.ENABLED,
                            List.of(
                                    TextOptions.EMBEDDING,
                                    TextOptions.LANGUAGE,
                                    TextOptions.MODERATION_CLASSIFIER),
                            store,
                            display);
                    display.settle();
                });
    }

    /** The models that the job will use, so that a wrong one is refused before anything runs. */
    private static CatalogueSpeechModels models(PipelineConf conf) {
        return CatalogueSpeechModels.standard(1, false)
                .with(value(conf, SpeechOptions.MODEL), value(conf, SpeechOptions.DETECTOR));
    }

    /** A model that cannot be had is named, and the stream goes on without it. */
    private static void resolve(
            PipelineConf conf,
            Option<Boolean> enabled,
            List<Option<String>> models,
            ModelStore store,
            Display display) {
        if (!Boolean.parseBoolean(value(conf, enabled))) {
            return;
        }
        for (Option<String> option : models) {
            String id = value(conf, option);
            try {
                if (!id.isEmpty()) {
                    store.resolve(id);
                }
            } catch (ModelStoreException e) {
                display.line("The stream goes on without " + option.key() + ". " + e.getMessage());
            }
        }
    }

    private static <T> String value(PipelineConf conf, Option<T> option) {
        String given = conf.settings().get(option.key());
        return given == null
                ? conf.environment()
                        .getOrDefault(
                                option.environmentVariable(), String.valueOf(option.defaultText()))
                : given;
    }

    private static Map<String, String> settings(
            RunOptions options, Pacing pacing, boolean pictures) {
        Map<String, String> settings = new HashMap<>();
        if (!pacing.equals(Pacing.REALTIME)) {
            settings.putAll(repeatable());
        }
        if (!pictures) {
            settings.put(VisionOptions.ENABLED.key(), "false");
        }
        settings.putAll(options.stream.settings);
        return settings;
    }

    /**
     * Settings with which every partial is answered, every source waited for, every text understood
     * and every window embedded, so that a run repeats exactly: for what is played faster than real
     * time.
     */
    public static Map<String, String> repeatable() {
        return Map.of(
                SpeechOptions.SKIP_STALE_PARTIALS.key(), "false",
                VisionOptions.SKIP_STALE_FRAMES.key(), "false",
                // As long as pictures and sound: what a starved machine gives up on is missing.
                TextOptions.TIMEOUT.key(), "5min",
                FusionOptions.TIMEOUT.key(), "5min",
                AlignOptions.MODE.key(), "replay");
    }

    /** Where models are kept, and where missing ones come from. */
    public static ModelStore store(CommandContext context, Display display) {
        return new ModelStore(
                context.cacheDir(),
                ModelFetchers.standard(context.environment()),
                new ModelProgress(display));
    }
}
