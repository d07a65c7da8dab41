package dev.lockstep.load.system;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Broker and job in this process, as {@code lockstep caption} runs them. */
final class LocalDeployment implements Deployment {
    private final LocalPipeline pipeline;

    private LocalDeployment(LocalPipeline pipeline) {
        this.pipeline = pipeline;
    }

    static LocalDeployment start(LockstepConf conf, Map<String, String> settings)
            throws IOException {
        return new LocalDeployment(
                LocalPipeline.start(
                        new PipelineConf(
                                0,
                                0,
                                conf.parallelism(),
                                conf.cacheDir(),
                                conf.logDir(),
                                Optional.empty(),
                                OptionalInt.empty(),
                                settings,
                                System.getenv()),
                        () -> {}));
    }

    @Override
    public String bootstrapServers() {
        return pipeline.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return pipeline.registryUrl();
    }

    @Override
    public List<Long> processes() {
        return List.of(pipeline.registryPid());
    }

    @Override
    public void check() {
        pipeline.throwIfFailed();
        pipeline.lowSpace()
                .ifPresent(
                        why -> {
                            throw new UserException(why);
                        });
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
