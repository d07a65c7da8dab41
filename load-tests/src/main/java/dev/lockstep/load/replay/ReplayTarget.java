package dev.lockstep.load.replay;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.PipelineStart;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.registry.RegistryConf;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where an archive is played to: a cluster, or a pipeline on this machine that is started for it.
 *
 * @param bootstrap addresses of brokers
 * @param registry where schemas are registered
 * @param pipeline the pipeline on this machine; null on a cluster
 */
record ReplayTarget(String bootstrap, RegistryConf registry, @Nullable LocalPipeline pipeline)
        implements AutoCloseable {

    /** A cluster. */
    static ReplayTarget cluster(String bootstrap, String registry) {
        try {
            return new ReplayTarget(bootstrap, RegistryConf.of(registry), null);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A pipeline with the settings with which a run repeats exactly, but for those given. */
    static ReplayTarget local(
            CommandContext context, Map<String, String> given, int parallelism, Display display)
            throws IOException {
        Map<String, String> settings = new HashMap<>(PipelineStart.repeatable());
        settings.putAll(given);
        PipelineConf conf =
                new PipelineConf(
                        0,
                        0,
                        parallelism,
                        context.cacheDir(),
                        context.stateDir(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        settings,
                        context.environment());
        ModelStore store = PipelineStart.store(context, display);
        LocalPipeline pipeline = PipelineStart.start(conf, store, display);
        return new ReplayTarget(
                pipeline.bootstrapServers(), RegistryConf.of(pipeline.registryUrl()), pipeline);
    }

    /** Throws what to say when the pipeline on this machine has failed. */
    void throwIfFailed() {
        if (pipeline != null) {
            pipeline.throwIfFailed();
            pipeline.lowSpace()
                    .ifPresent(
                            sentence -> {
                                throw new UserException(sentence);
                            });
        }
    }

    @Override
    public void close() {
        if (pipeline != null) {
            pipeline.close();
        }
    }
}
