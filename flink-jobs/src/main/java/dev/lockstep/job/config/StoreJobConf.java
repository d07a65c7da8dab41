package dev.lockstep.job.config;

import dev.lockstep.inference.config.RuntimeOptions;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.config.TextConf;
import dev.lockstep.inference.config.TextOptions;
import dev.lockstep.inference.text.moderate.ModerationPolicy;
import dev.lockstep.job.config.CaptioningJobOptions.StartFrom;
import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.sink.store.StoreConf;
import dev.lockstep.sink.store.StoreOptions;
import java.time.Duration;
import java.util.Map;

/**
 * What the store job's options resolve to. Immutable.
 *
 * @param kafka how Kafka is reached
 * @param registry how the schema registry is reached
 * @param topics what is read
 * @param runtime how Flink runs the job
 * @param store where results are stored
 * @param writers transactions that are written side by side
 * @param appearanceGap how long something may be out of sight without being new
 * @param text where the encoder comes from; shared with the captioning job where both are
 *     configured alike
 * @param policy which texts are kept back
 */
public record StoreJobConf(
        KafkaConf kafka,
        RegistryConf registry,
        StoreTopics topics,
        RuntimeConf runtime,
        StoreConf store,
        int writers,
        Duration appearanceGap,
        TextConf text,
        ModerationPolicy policy) {

    /** A loader that knows every option of the job. */
    public static OptionLoader loader() {
        return new OptionLoader(
                StoreJobOptions.ALL,
                StoreOptions.ALL,
                TextOptions.ALL,
                RuntimeOptions.ALL,
                SpeechOptions.ALL);
    }

    /**
     * Settings by key over the defaults.
     *
     * @throws OptionsException when something is missing, unknown or unsafe
     */
    public static StoreJobConf of(Map<String, String> settings) {
        return of(loader().map(settings, "settings").load());
    }

    /**
     * Resolves what a {@link #loader} has found.
     *
     * @throws OptionsException when something is contradictory or unsafe
     */
    public static StoreJobConf of(OptionValues values) {
        StoreJobConf conf =
                new StoreJobConf(
                        CommonConf.kafka(
                                values, values.get(StoreJobOptions.GROUP_ID), StartFrom.EARLIEST),
                        ConnectionOptions.registry(values),
                        StoreTopics.withPrefix(values.get(ConnectionOptions.TOPIC_PREFIX)),
                        CommonConf.runtime(values),
                        StoreConf.of(values),
                        values.get(StoreJobOptions.WRITERS),
                        values.get(StoreJobOptions.APPEARANCE_GAP),
                        TextConf.of(values),
                        TextConf.policy(values));
        DeliveryChecks.check(conf.runtime());
        return conf;
    }

    /** The same with another text configuration, as tests want. */
    public StoreJobConf with(TextConf other) {
        return new StoreJobConf(
                kafka, registry, topics, runtime, store, writers, appearanceGap, other, policy);
    }

    /** Whether passages are embedded. */
    public boolean embeds() {
        return text.enabled() && text.embedding();
    }
}
