package dev.lockstep.local.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the local pipeline is started.
 *
 * @param kafkaPort port of the broker; 0 for any free one
 * @param registryPort port of the registry; 0 for any free one
 * @param parallelism subtasks of each operator
 * @param cacheDir where the models are
 * @param logDir where the registry's log goes
 * @param settings options of the job that replace the defaults for one machine
 * @param environment environment variables, where options of the job may be set too
 */
public record PipelineConf(
        int kafkaPort,
        int registryPort,
        int parallelism,
        Path cacheDir,
        Path logDir,
        Map<String, String> settings,
        Map<String, String> environment) {
    public PipelineConf {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }
}
