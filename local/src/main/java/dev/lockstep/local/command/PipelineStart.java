package dev.lockstep.local.command;

import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.terminal.ModelProgress;
import dev.lockstep.producer.publish.Pacing;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Starts the local pipeline as a command's options say. Stateless. */
final class PipelineStart {
    private PipelineStart() {}

    static LocalPipeline start(CommandContext context, RunOptions options, Display display)
            throws IOException {
        ModelStore store = store(context, display);
        PipelineConf conf =
                new PipelineConf(
                        options.kafkaPort,
                        options.registryPort,
                        options.parallelism,
                        context.cacheDir(),
                        context.stateDir(),
                        settings(options),
                        context.environment());
        return LocalPipeline.start(
                conf,
                () -> {
                    CatalogueSpeechModels.STANDARD_IDS.forEach(store::resolve);
                    display.settle();
                });
    }

    /**
     * Played faster than real time, every partial is answered and every source waited for, so that a
     * run repeats exactly.
     */
    private static Map<String, String> settings(RunOptions options) {
        Map<String, String> settings = new HashMap<>();
        if (!options.stream.speed.equals(Pacing.REALTIME)) {
            settings.put(SpeechOptions.SKIP_STALE_PARTIALS.key(), "false");
            settings.put(AlignOptions.MODE.key(), "replay");
        }
        settings.putAll(options.stream.settings);
        return settings;
    }

    static ModelStore store(CommandContext context, Display display) {
        return new ModelStore(
                context.cacheDir(),
                ModelFetchers.standard(context.environment()),
                new ModelProgress(display));
    }
}
