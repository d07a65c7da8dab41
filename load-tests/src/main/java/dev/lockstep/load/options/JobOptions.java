package dev.lockstep.load.options;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How our own job is run. */
public final class JobOptions {
    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Subtasks of each operator of the job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set another option of the job; see docs/configuration.md.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Subtasks of each operator. */
    public int parallelism() {
        return parallelism;
    }

    /** Options of the job that replace the defaults. */
    public Map<String, String> settings() {
        return settings;
    }
}
