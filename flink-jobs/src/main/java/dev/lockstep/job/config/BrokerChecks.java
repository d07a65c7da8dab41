package dev.lockstep.job.config;

import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Refuses to start a job against a broker that cannot keep what its configuration promises. */
public final class BrokerChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LIMIT = "transaction.max.timeout.ms";

    private BrokerChecks() {}

    private interface Check {
        void run(Admin admin, List<String> problems)
                throws ExecutionException, InterruptedException, TimeoutException;
    }

    /**
     * Asks the broker for its topics and limits.
     *
     * @throws OptionsException with a sentence for each thing that is missing or unsafe
     */
    public static void check(CaptioningJobConf conf) {
        check(
                conf.kafka(),
                (admin, problems) -> {
                    for (Topic<?> topic : conf.usedTopics()) {
                        checkTopic(conf, admin, topic, problems);
                    }
                    checkLimit(conf, admin, problems);
                });
    }

    /**
     * Asks the broker for the topics of the store job.
     *
     * @throws OptionsException with a sentence for each thing that is missing
     */
    public static void check(StoreJobConf conf) {
        check(
                conf.kafka(),
                (admin, problems) -> {
                    for (Topic<?> topic : conf.topics().all()) {
                        found(admin, topic, problems);
                    }
                });
    }

    private static void check(KafkaConf conf, Check check) {
        Properties properties = conf.properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, conf.bootstrapServers());
        List<String> problems = new ArrayList<>();
        try (Admin admin = Admin.create(properties)) {
            check.run(admin, problems);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw new OptionsException(
                    List.of(
                            "Kafka at "
                                    + conf.bootstrapServers()
                                    + " does not answer ("
                                    + e
                                    + "): check kafka.bootstrap-servers and that it runs."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OptionsException(List.of("The checks of the broker were interrupted."));
        }
        if (!problems.isEmpty()) {
            throw new OptionsException(problems);
        }
    }

    private static void checkTopic(
            CaptioningJobConf conf, Admin admin, Topic<?> topic, List<String> problems)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription description = found(admin, topic, problems);
        if (description == null) {
            return;
        }
        int partitions = description.partitions().size();
        int parallelism = conf.runtime().parallelism();
        if (topic.name().equals(conf.topics().audio().name()) && parallelism > partitions) {
            problems.add(
                    "With job.parallelism="
                            + parallelism
                            + " some subtasks would have nothing to read, as "
                            + topic.name()
                            + " has "
                            + partitions
                            + " partitions: lower it or add partitions.");
        }
    }

    private static @Nullable TopicDescription found(
            Admin admin, Topic<?> topic, List<String> problems)
            throws ExecutionException, InterruptedException, TimeoutException {
        TopicDescription description = describe(admin, topic.name());
        if (description == null) {
            problems.add(
                    "The topic "
                            + topic.name()
                            + " does not exist: create the topics of Lockstep first.");
        }
        return description;
    }

    private static @Nullable TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private static void checkLimit(CaptioningJobConf conf, Admin admin, List<String> problems)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (!conf.delivery().isTransactional()) {
            return;
        }
        int node = get(admin.describeCluster().nodes()).iterator().next().id();
        ConfigResource broker =
                new ConfigResource(ConfigResource.Type.BROKER, String.valueOf(node));
        Map<ConfigResource, Config> found = get(admin.describeConfigs(List.of(broker)).all());
        Config config = found.get(broker);
        ConfigEntry entry = config == null ? null : config.get(LIMIT);
        long timeoutMs = conf.delivery().transactionTimeout().toMillis();
        if (entry != null && entry.value() != null && timeoutMs > Long.parseLong(entry.value())) {
            problems.add(
                    "The broker refuses transactions of "
                            + timeoutMs
                            + " ms, as its "
                            + LIMIT
                            + " is "
                            + entry.value()
                            + ": lower delivery.transaction-timeout or raise it there.");
        }
    }

    private static <T> T get(@Nullable KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (future == null) {
            throw new IllegalStateException("the broker did not answer what was asked");
        }
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
