package dev.lockstep.job;

import dev.lockstep.job.config.BrokerChecks;
import dev.lockstep.job.config.CaptioningJobConf;
import java.util.List;

/**
 * Starts the captioning job on the cluster that {@code flink run} is told of. Options come from
 * {@code --config FILE}, the environment ({@code LOCKSTEP_…}) and the command line, the later
 * winning; docs/configuration.md lists them.
 */
public final class CaptioningJobMain {
    private CaptioningJobMain() {}

    /** Submits the job, or says in a line for each problem why not. */
    public static void main(String[] arguments) throws Exception {
        JobStart.run(
                CaptioningJob.NAME,
                List.of(arguments),
                CaptioningJobMain::configuration,
                BrokerChecks::check,
                CaptioningJob::build);
    }

    static CaptioningJobConf configuration(List<String> arguments) {
        return CaptioningJobConf.of(JobArguments.load(CaptioningJobConf.loader(), arguments));
    }
}
