package dev.lockstep.load.system;

import java.nio.file.Path;
import java.util.Map;

/**
 * How our own system is run for trials.
 *
 * @param parallelism subtasks of each operator of the job
 * @param settings options of the job that replace the defaults, pictures off among them
 * @param cacheDir where the models are
 * @param logDir where the registry's log goes
 */
public record LockstepConf(
        int parallelism, Map<String, String> settings, Path cacheDir, Path logDir) {
    public LockstepConf {
        settings = Map.copyOf(settings);
    }
}
