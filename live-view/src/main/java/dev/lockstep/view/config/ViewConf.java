package dev.lockstep.view.config;

import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.view.topology.ViewRules;
import dev.lockstep.view.topology.ViewTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the options of the live view resolve to. Immutable.
 *
 * @param bootstrapServers brokers
 * @param clientProperties more settings for every Kafka client
 * @param registry how the schema registry is reached
 * @param topics what is read
 * @param applicationId instances with the same id share the streams
 * @param stateDir folder of the state; empty for a temporary one
 * @param instanceAddress host:port of this instance's API
 * @param threads threads that read
 * @param standbys copies of the state on other instances
 * @param guarantee what is promised of the state
 * @param commitInterval how often the state is committed
 * @param maxFailures failures in a minute beyond which the view ends
 * @param payloadDir folder of pictures that travel by reference
 * @param rules how much is kept
 */
public record ViewConf(
        String bootstrapServers,
        Map<String, String> clientProperties,
        RegistryConf registry,
        ViewTopics topics,
        String applicationId,
        Optional<Path> stateDir,
        String instanceAddress,
        int threads,
        int standbys,
        ViewGuarantee guarantee,
        Duration commitInterval,
        int maxFailures,
        Optional<Path> payloadDir,
        ViewRules rules) {
    public ViewConf {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** A loader that knows every option of the view and of its server. */
    public static OptionLoader loader() {
        return new OptionLoader(ViewOptions.ALL, ViewServerOptions.ALL);
    }

    /**
     * Settings by key over the defaults.
     *
     * @throws OptionsException when something is missing or unknown
     */
    public static ViewConf of(Map<String, String> settings) {
        return of(loader().map(settings, "settings").load());
    }

    /** Resolves what a loader that knows these options has found. */
    public static ViewConf of(OptionValues values) {
        String prefix = values.get(ConnectionOptions.TOPIC_PREFIX);
        return new ViewConf(
                values.get(ConnectionOptions.BOOTSTRAP_SERVERS),
                ConnectionOptions.clientProperties(values),
                ConnectionOptions.registry(values),
                ViewTopics.withPrefix(prefix),
                prefix + values.get(ViewOptions.APPLICATION_ID),
                values.find(ViewOptions.STATE_DIR),
                values.get(ViewOptions.INSTANCE_ADDRESS),
                values.get(ViewOptions.THREADS),
                values.get(ViewOptions.STANDBYS),
                values.get(ViewOptions.GUARANTEE),
                values.get(ViewOptions.COMMIT_INTERVAL),
                values.get(ViewOptions.MAX_FAILURES),
                values.find(ViewOptions.PAYLOAD_DIR),
                rules(values));
    }

    private static ViewRules rules(OptionValues values) {
        return new ViewRules(
                values.get(ViewOptions.CAPTION_RETENTION),
                values.get(ViewOptions.MAX_CAPTIONS),
                values.get(ViewOptions.WINDOW_RETENTION),
                values.get(ViewOptions.MAX_TURNS),
                values.get(ViewOptions.SILENT_AFTER),
                values.get(ViewOptions.VISION_PATIENCE),
                values.get(ViewOptions.PICTURE_INTERVAL),
                values.get(ViewOptions.PICTURE_WIDTH));
    }
}
