package dev.lockstep.job;

import dev.lockstep.job.config.BrokerChecks;
import dev.lockstep.job.config.StoreJobConf;
import java.util.List;

/**
 * Starts the store job on the cluster that {@code flink run} is told of. Options come from {@code
 * --config FILE}, the environment ({@code LOCKSTEP_…}) and the command line, the later winning;
 * docs/configuration.md lists them. The store itself need not be up.
 */
public final class StoreJobMain {
    private StoreJobMain() {}

    /** Submits the job, or says in a line for each problem why not. */
    public static void main(String[] arguments) throws Exception {
        JobStart.run(
                StoreJob.NAME,
                List.of(arguments),
                StoreJobMain::configuration,
                BrokerChecks::check,
                StoreJob::build);
    }

    static StoreJobConf configuration(List<String> arguments) {
        return StoreJobConf.of(JobArguments.load(StoreJobConf.loader(), arguments));
    }
}
