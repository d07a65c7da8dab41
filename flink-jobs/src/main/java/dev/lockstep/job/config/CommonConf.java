package dev.lockstep.job.config;

import dev.lockstep.job.config.CaptioningJobOptions.StartFrom;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.registry.RegistryConf;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Resolves the options that all jobs have. */
final class CommonConf {
    private CommonConf() {}

    static KafkaConf kafka(OptionValues values, String groupId, StartFrom startFrom) {
        return new KafkaConf(
                values.get(CaptioningJobOptions.BOOTSTRAP_SERVERS),
                groupId,
                startFrom,
                values.find(CaptioningJobOptions.CLIENT_PROPERTIES)
                        .map(CommonConf::read)
                        .orElse(Map.of()));
    }

    static RegistryConf registry(OptionValues values) {
        try {
            return new RegistryConf(
                    values.get(CaptioningJobOptions.REGISTRY_URL),
                    values.get(CaptioningJobOptions.REGISTRY_PATIENCE));
        } catch (IllegalArgumentException e) {
            throw new OptionsException(List.of(String.valueOf(e.getMessage())));
        }
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

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new OptionsException(
                    List.of(
                            "The client properties "
                                    + file
                                    + " cannot be read ("
                                    + e
                                    + "): check the path in "
                                    + CaptioningJobOptions.CLIENT_PROPERTIES.key()
                                    + "."));
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(k -> map.put(k, properties.getProperty(k)));
        return map;
    }
}
