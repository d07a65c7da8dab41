package dev.lockstep.job;

import dev.lockstep.job.config.BrokerChecks;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.config.OptionsException;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Starts the captioning job on the cluster that {@code flink run} is told of. Options come from
 * {@code --config FILE}, the environment ({@code LOCKSTEP_…}) and the command line, the later
 * winning; docs/configuration.md lists them.
 */
public final class CaptioningJobMain {
    private CaptioningJobMain() {}

    /** Submits the job, or says in a line for each problem why not. */
    public static void main(String[] arguments) throws Exception {
        CaptioningJobConf conf;
        try {
            conf = configuration(List.of(arguments));
            BrokerChecks.check(conf);
        } catch (OptionsException e) {
            System.err.println(e.getMessage());
            throw e;
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        CaptioningJob.build(env, conf);
        env.execute(CaptioningJob.NAME);
    }

    static CaptioningJobConf configuration(List<String> arguments) {
        return CaptioningJobConf.of(JobArguments.load(CaptioningJobConf.loader(), arguments));
    }
}
