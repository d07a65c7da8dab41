package dev.lockstep.local.run;

import dev.lockstep.local.search.StoreAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the local pipeline is started.
 *
 * @param kafkaPort port of the broker; 0 for any free one
 * @param registryPort port of the registry; 0 for any free one
 * @param parallelism subtasks of each operator
 * @param cacheDir where the models are
 * @param logDir where the registry's log goes
 * @param store where results are stored; empty where they are not
 * @param viewPort port of the live view, 0 for any free one; empty where nobody looks
 * @param settings options of the jobs and the view that replace the defaults for one machine
 * @param environment environment variables, where options of the job may be set too
 */
public record PipelineConf(
        int kafkaPort,
        int registryPort,
        int parallelism,
        Path cacheDir,
        Path logDir,
        Optional<StoreAddress> store,
        OptionalInt viewPort,
        Map<String, String> settings,
        Map<String, String> environment) {
    public PipelineConf {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }
}
