package dev.lockstep.job.config;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.inference.config.FusionConf;
import dev.lockstep.inference.config.FusionOptions;
import dev.lockstep.inference.config.RuntimeOptions;
import dev.lockstep.inference.config.SpeechOperatorConf;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.config.SteeringOptions;
import dev.lockstep.inference.config.SwapOptions;
import dev.lockstep.inference.config.TextConf;
import dev.lockstep.inference.config.TextOptions;
import dev.lockstep.inference.config.VisionConf;
import dev.lockstep.inference.config.VisionOptions;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.schema.config.ConnectionOptions;
import dev.lockstep.schema.config.OptionLoader;
import dev.lockstep.schema.config.OptionValues;
import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.flow.EventTimeLimits;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the captioning job's options resolve to. Immutable.
 *
 * @param kafka how Kafka is reached
 * @param registry how the schema registry is reached
 * @param topics what is read and written
 * @param delivery what is promised on the topics
 * @param runtime how Flink runs the job
 * @param speech how speech is cut, recognised and committed
 * @param vision how pictures are looked at
 * @param text how texts are read
 * @param align how the sources of a stream are aligned
 * @param fusion how the modalities of a window become one
 * @param swap how models are replaced while the job runs
 */
public record CaptioningJobConf(
        KafkaConf kafka,
        RegistryConf registry,
        CaptionTopics topics,
        DeliveryConf delivery,
        RuntimeConf runtime,
        SpeechOperatorConf speech,
        VisionConf vision,
        TextConf text,
        AlignConf align,
        FusionConf fusion,
        SwapConf swap) {

    /** A loader that knows every option of the job. */
    public static OptionLoader loader() {
        return new OptionLoader(
                CaptioningJobOptions.ALL,
                SpeechOptions.ALL,
                SteeringOptions.ALL,
                RuntimeOptions.ALL,
                VisionOptions.ALL,
                TextOptions.ALL,
                AlignOptions.ALL,
                FusionOptions.ALL,
                SwapOptions.ALL);
    }

    /**
     * Settings by key over the defaults.
     *
     * @throws OptionsException when something is missing, unknown or unsafe
     */
    public static CaptioningJobConf of(Map<String, String> settings) {
        return of(loader().map(settings, "settings").load());
    }

    /**
     * Resolves what a {@link #loader} has found.
     *
     * @throws OptionsException when something is contradictory or unsafe
     */
    public static CaptioningJobConf of(OptionValues values) {
        SwapConf swap = swap(values);
        CaptioningJobConf conf =
                new CaptioningJobConf(
                        CommonConf.kafka(
                                values,
                                values.get(CaptioningJobOptions.GROUP_ID),
                                values.get(CaptioningJobOptions.START_FROM)),
                        ConnectionOptions.registry(values),
                        CaptionTopics.withPrefix(values.get(ConnectionOptions.TOPIC_PREFIX)),
                        delivery(values),
                        CommonConf.runtime(values),
                        SpeechOperatorConf.of(values, swap),
                        VisionConf.of(values, swap),
                        TextConf.of(values),
                        AlignConf.of(values),
                        FusionConf.of(values),
                        swap);
        DeliveryChecks.check(conf.delivery(), conf.runtime());
        return conf;
    }

    /** The same with another speech configuration, as tests want. */
    public CaptioningJobConf with(SpeechOperatorConf other) {
        return new CaptioningJobConf(
                kafka, registry, topics, delivery, runtime, other, vision, text, align, fusion,
                swap);
    }

    /** The topics that the job reads and writes. */
    public List<Topic<?>> usedTopics() {
        List<Topic<?>> used = new ArrayList<>(topics.all());
        if (swap.scope().isEmpty()) {
            used.removeAll(List.of(topics.control(), topics.modelEvents()));
        }
        return used;
    }

    /** What the time of a record may be. */
    public EventTimeLimits eventTimes() {
        return align.plausible().limits();
    }

    /** Models are shared between jobs that hear the same control records. */
    private static SwapConf swap(OptionValues values) {
        return SwapOptions.conf(
                values,
                values.get(ConnectionOptions.BOOTSTRAP_SERVERS)
                        + '/'
                        + values.get(ConnectionOptions.TOPIC_PREFIX)
                        + Topics.CONTROL.name());
    }

    private static DeliveryConf delivery(OptionValues values) {
        return new DeliveryConf(
                values.get(CaptioningJobOptions.TRANSCRIPTS_GUARANTEE),
                values.get(CaptioningJobOptions.SETTLED_GUARANTEE),
                values.get(CaptioningJobOptions.VISION_GUARANTEE),
                values.get(CaptioningJobOptions.TEXT_GUARANTEE),
                values.get(CaptioningJobOptions.ALIGNED_GUARANTEE),
                values.get(CaptioningJobOptions.ALIGNED_SETTLED_GUARANTEE),
                values.get(CaptioningJobOptions.LEDGER_GUARANTEE),
                values.get(CaptioningJobOptions.DEAD_LETTER_GUARANTEE),
                values.get(CaptioningJobOptions.TRANSACTIONAL_ID_PREFIX),
                values.get(CaptioningJobOptions.TRANSACTION_TIMEOUT),
                values.get(CaptioningJobOptions.BROKER_TRANSACTION_LIMIT));
    }
}
