package dev.lockstep.local.run;

import dev.lockstep.job.CaptioningJob;
import dev.lockstep.job.StoreJob;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.local.search.StoreAddress;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.stack.LocalStack;
import dev.lockstep.view.config.ViewConf;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What runs locally, with the settings that suit one machine. Stateless. */
final class LocalJobs {
    private static final String HERE = "the lockstep command";
    private static final String MACHINE = "the defaults for one machine";

    private LocalJobs() {}

    /**
     * The captioning job, built but not started.
     *
     * @param folder for checkpoints and large pictures
     */
    static StreamExecutionEnvironment captioning(
            PipelineConf conf, LocalStack stack, Path folder) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("job.parallelism", String.valueOf(conf.parallelism()));
        defaults.put("job.checkpoint-interval", "1s");
        defaults.put("job.restart-attempts", "3");
        defaults.put("vision.payload-dir", payloadDir(folder).toString());
        OptionLoader loader = CaptioningJobConf.loader();
        load(loader, defaults, conf, ofCaptioning(conf.settings()), jobPlaces(conf, stack, folder));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        CaptioningJob.build(env, CaptioningJobConf.of(loader.load()));
        return env;
    }

    /** How the store job runs: one subtask, for there is one file. */
    static StoreJobConf store(
            PipelineConf conf, StoreAddress store, LocalStack stack, Path folder) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("job.parallelism", "1");
        defaults.put("job.checkpoint-interval", "1s");
        defaults.put("job.restart-attempts", "3");
        Map<String, String> places = jobPlaces(conf, stack, folder.resolve("store"));
        places.put("store.url", store.jdbcUrl());
        OptionLoader loader = StoreJobConf.loader();
        load(loader, defaults, conf, known(conf.settings(), loader), places);
        return StoreJobConf.of(loader.load());
    }

    /** The store job, built but not started. */
    static StreamExecutionEnvironment store(StoreJobConf conf) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        StoreJob.build(env, conf);
        return env;
    }

    /** What the live view's options come to, those of its server among them. */
    static OptionLoader view(PipelineConf conf, LocalStack stack, Path folder, int port) {
        Map<String, String> places = new HashMap<>();
        places.put("kafka.bootstrap-servers", stack.bootstrapServers());
        places.put("registry.url", stack.registryUrl());
        places.put("view.state-dir", folder.resolve("view").toString());
        places.put("view.payload-dir", payloadDir(folder).toString());
        places.put("view.port", String.valueOf(port));
        places.put("view.instance-address", "localhost:" + port);
        OptionLoader loader = viewLoader();
        load(loader, Map.of(), conf, known(conf.settings(), loader), places);
        return loader;
    }

    /** Where pictures lie that are too large for a record. */
    static Path payloadDir(Path folder) {
        return folder.resolve("payloads");
    }

    private static OptionLoader viewLoader() {
        return ViewConf.loader();
    }

    private static Map<String, String> jobPlaces(
            PipelineConf conf, LocalStack stack, Path checkpoints) {
        Map<String, String> places = new HashMap<>();
        places.put("kafka.bootstrap-servers", stack.bootstrapServers());
        places.put("registry.url", stack.registryUrl());
        places.put("job.checkpoint-dir", checkpoints.toUri().toString());
        places.put("speech.model-cache", conf.cacheDir().toString());
        return places;
    }

    private static void load(
            OptionLoader loader,
            Map<String, String> defaults,
            PipelineConf conf,
            Map<String, String> settings,
            Map<String, String> places) {
        loader.map(defaults, MACHINE)
                .environment(conf.environment())
                .map(settings, HERE)
                .map(places, HERE);
    }

    /** All but what only the store job or the view knows: an option that nobody knows is told. */
    private static Map<String, String> ofCaptioning(Map<String, String> settings) {
        OptionLoader mine = CaptioningJobConf.loader();
        OptionLoader store = StoreJobConf.loader();
        OptionLoader view = viewLoader();
        Map<String, String> kept = new LinkedHashMap<>(settings);
        kept.keySet().removeIf(key -> !mine.knows(key) && (store.knows(key) || view.knows(key)));
        return kept;
    }

    private static Map<String, String> known(Map<String, String> settings, OptionLoader loader) {
        Map<String, String> kept = new LinkedHashMap<>(settings);
        kept.keySet().removeIf(key -> !loader.knows(key));
        return kept;
    }
}
