package dev.lockstep.load.replay;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.config.VisionOptions;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.PipelineStart;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.registry.RegistryConf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where an archive is played to: a cluster, or a pipeline on this machine that is started for it.
 *
 * @param bootstrap addresses of brokers
 * @param registry where schemas are registered
 * @param payloadDir where its job reads pictures that travel by reference; null where that is not
 *     known
 * @param pipeline the pipeline on this machine; null on a cluster
 */
record ReplayTarget(
        String bootstrap,
        RegistryConf registry,
        @Nullable Path payloadDir,
        @Nullable LocalPipeline pipeline)
        implements AutoCloseable {

    /** Like those of producers: long enough for a job that is behind. */
    private static final Duration PAYLOAD_LIFETIME = Duration.ofDays(7);

    /** A cluster. */
    static ReplayTarget cluster(String bootstrap, String registry, @Nullable Path payloadDir) {
        try {
            return new ReplayTarget(bootstrap, RegistryConf.of(registry), payloadDir, null);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A pipeline with the settings with which a run repeats exactly, but for those given. */
    static ReplayTarget local(
            CommandContext context,
            Map<String, String> given,
            @Nullable Path payloadDir,
            int parallelism,
            Display display)
            throws IOException {
        Map<String, String> settings = new HashMap<>(PipelineStart.repeatable());
        settings.putAll(given);
        if (payloadDir != null) {
            settings.put(VisionOptions.PAYLOAD_DIR.key(), payloadDir.toString());
        }
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
                pipeline.bootstrapServers(),
                RegistryConf.of(pipeline.registryUrl()),
                readBy(conf, pipeline),
                pipeline);
    }

    /** The folder that the job of a pipeline reads: its own, if it was not told another. */
    private static Path readBy(PipelineConf conf, LocalPipeline pipeline) {
        String given =
                conf.settings()
                        .getOrDefault(
                                VisionOptions.PAYLOAD_DIR.key(),
                                conf.environment()
                                        .getOrDefault(
                                                VisionOptions.PAYLOAD_DIR.environmentVariable(),
                                                ""));
        return given.isEmpty() ? pipeline.payloadDir() : Path.of(given);
    }

    /** Where pictures that travel by reference are put back; empty where that is not known. */
    Optional<PayloadStore> payloads() {
        return Optional.ofNullable(payloadDir)
                .map(dir -> new FilePayloadStore(dir, PAYLOAD_LIFETIME, Clock.systemUTC()));
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
