package dev.lockstep.local.run;

import dev.lockstep.job.CaptioningJob;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.stack.LocalStack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs of the local pipeline with the settings that suit one machine. Stateless. */
final class LocalJobs {
    private static final String HERE = "the lockstep command";

    private LocalJobs() {}

    /**
     * The captioning job, built but not started.
     *
     * @param folder for checkpoints and large pictures
     */
    static StreamExecutionEnvironment captioning(PipelineConf conf, LocalStack stack, Path folder) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("job.parallelism", String.valueOf(conf.parallelism()));
        defaults.put("job.checkpoint-interval", "1s");
        defaults.put("job.restart-attempts", "3");
        defaults.put("vision.payload-dir", payloadDir(folder).toString());
        Map<String, String> places = new HashMap<>();
        places.put("kafka.bootstrap-servers", stack.bootstrapServers());
        places.put("registry.url", stack.registryUrl());
        places.put("job.checkpoint-dir", folder.toUri().toString());
        places.put("speech.model-cache", conf.cacheDir().toString());
        OptionLoader loader =
                CaptioningJobConf.loader()
                        .map(defaults, "the defaults for one machine")
                        .environment(conf.environment())
                        .map(conf.settings(), HERE)
                        .map(places, HERE);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        CaptioningJob.build(env, CaptioningJobConf.of(loader.load()));
        return env;
    }

    /** Where pictures lie that are too large for a record. */
    static Path payloadDir(Path folder) {
        return folder.resolve("payloads");
    }
}
