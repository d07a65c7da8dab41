package dev.lockstep.schema.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates topics that are missing and leaves those that are there as they are. May be repeated, and
 * run by several processes at once.
 *
 * <p>Retention is by size, never by time: a recording's event time, which is its Kafka timestamp,
 * may lie years back, and retention by time would delete it as it is written. Played faster than
 * real time it may also lie ahead of the clock, so the brokers' limits on timestamps are lifted.
 */
public final class TopicProvisioner {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long VISIBLE_PAUSE_NANOS = 20_000_000;

    private final TopicProvisionerConf conf;
    private final Duration timeout;

    /** A provisioner for the configured brokers; it waits 30 s for them. */
    public TopicProvisioner(TopicProvisionerConf conf) {
        this(conf, TIMEOUT);
    }

    TopicProvisioner(TopicProvisionerConf conf, Duration timeout) {
        this.conf = conf;
        this.timeout = timeout;
    }

    /**
     * Creates those of the topics that are missing.
     *
     * @return the names of those that this call created
     * @throws TopicException when the brokers cannot be reached or refuse
     */
    public List<String> createMissing(Collection<? extends Topic<?>> topics) {
        Map<String, Object> properties =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        conf.bootstrapServers(),
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) timeout.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000);
        try (Admin admin = Admin.create(properties)) {
            Set<String> present = get(admin.listTopics().names());
            List<Topic<?>> existing = new ArrayList<>();
            List<NewTopic> missing = new ArrayList<>();
            for (Topic<?> topic : topics) {
                if (present.contains(topic.name())) {
                    existing.add(topic);
                } else {
                    missing.add(newTopic(topic));
                }
            }
            warnOfSmallLimits(admin, existing);
            List<String> created = create(admin, missing);
            awaitVisible(admin, created);
            return created;
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failed(cause);
        }
    }

    private NewTopic newTopic(Topic<?> topic) {
        return new NewTopic(topic.name(), conf.partitions(), conf.replicationFactor())
                .configs(
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "-1",
                                TopicConfig.RETENTION_BYTES_CONFIG,
                                Long.toString(topic.retentionBytes()),
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(topic.maxMessageBytes()),
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "CreateTime",
                                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                                Long.toString(Long.MAX_VALUE),
                                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                                Long.toString(Long.MAX_VALUE),
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                topic.compacted()
                                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                                        : TopicConfig.CLEANUP_POLICY_DELETE));
    }

    private List<String> create(Admin admin, List<NewTopic> missing) {
        List<String> created = new ArrayList<>();
        admin.createTopics(missing)
                .values()
                .forEach(
                        (name, done) -> {
                            try {
                                get(done);
                                created.add(name);
                            } catch (TopicException e) {
                                // Another process was quicker.
                                if (!(e.getCause() instanceof TopicExistsException)) {
                                    throw e;
                                }
                            }
                        });
        return created;
    }

    /** The controller answers before the brokers know a topic; a job started then would fail. */
    private void awaitVisible(Admin admin, List<String> names) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                get(admin.describeTopics(names).allTopicNames());
                return;
            } catch (TopicException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(VISIBLE_PAUSE_NANOS);
            }
        }
    }

    private void warnOfSmallLimits(Admin admin, List<Topic<?>> existing) {
        Map<ConfigResource, Topic<?>> asked = new HashMap<>();
        for (Topic<?> topic : existing) {
            asked.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic);
        }
        Map<ConfigResource, Config> configs = get(admin.describeConfigs(asked.keySet()).all());
        asked.forEach(
                (resource, topic) -> {
                    Config config = configs.get(resource);
                    if (config == null) {
                        return;
                    }
                    int limit =
                            Integer.parseInt(
                                    config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
                    if (limit < topic.maxMessageBytes()) {
                        LOG.warn(
                                "Topic {} takes records of {} bytes and may be sent ones of {}:"
                                        + " raise its max.message.bytes.",
                                topic.name(),
                                limit,
                                topic.maxMessageBytes());
                    }
                });
    }

    private <R> R get(KafkaFuture<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("Interrupted while the topics were being created.", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private TopicException failed(Throwable cause) {
        String advice =
                cause instanceof InvalidReplicationFactorException
                        ? "ask for fewer replicas or start more brokers."
                        : "check that the brokers run and that their address is right.";
        return new TopicException(
                "The topics at "
                        + conf.bootstrapServers()
                        + " could not be set up ("
                        + cause.getMessage()
                        + "): "
                        + advice,
                cause);
    }
}
