package dev.lockstep.job.config;

import dev.lockstep.job.config.CaptioningJobOptions.StartFrom;
import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.OptionValues;

/** Resolves the options that all jobs have. */
final class CommonConf {
    private CommonConf() {}

    static KafkaConf kafka(OptionValues values, String groupId, StartFrom startFrom) {
        return new KafkaConf(
                values.get(ConnectionOptions.BOOTSTRAP_SERVERS),
                groupId,
                startFrom,
                ConnectionOptions.clientProperties(values));
    }

    static RuntimeConf runtime(OptionValues values) {
        return new RuntimeConf(
                values.get(CaptioningJobOptions.PARALLELISM),
                values.get(CaptioningJobOptions.CHECKPOINT_INTERVAL),
                values.get(CaptioningJobOptions.CHECKPOINT_TIMEOUT),
                values.get(CaptioningJobOptions.CHECKPOINT_DIR),
                values.get(CaptioningJobOptions.BUFFER_TIMEOUT),
                values.get(CaptioningJobOptions.RESTART_ATTEMPTS));
    }
}
