package dev.lockstep.local.command;

import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.terminal.ModelProgress;
import java.io.IOException;
import java.util.List;

/** Starts the local pipeline as a command's options say. Stateless. */
final class PipelineStart {
    private static final List<String> MODELS = List.of("moonshine-tiny-en", "silero-vad");

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
                        options.settings,
                        context.environment());
        return LocalPipeline.start(
                conf,
                () -> {
                    MODELS.forEach(store::resolve);
                    display.settle();
                });
    }

    static ModelStore store(CommandContext context, Display display) {
        return new ModelStore(
                context.cacheDir(),
                ModelFetchers.standard(context.environment()),
                new ModelProgress(display));
    }
}
