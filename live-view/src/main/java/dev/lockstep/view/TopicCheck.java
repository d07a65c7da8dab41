package dev.lockstep.view;

import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicException;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.view.config.ViewConf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Checks before the start that the topics are there and have the same number of partitions, since
 * all records of a stream must come to one task. Missing ones are made like those that are there.
 */
final class TopicCheck {
    private static final int TIMEOUT_MS = 30_000;

    private TopicCheck() {}

    /**
     * Checks, and makes what is missing.
     *
     * @throws ViewException when the view cannot run on these topics
     */
    static void check(ViewConf conf) {
        Map<String, Object> settings = new HashMap<>(conf.clientProperties());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, conf.bootstrapServers());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        try (Admin admin = Admin.create(settings)) {
            Map<String, Topic<?>> missing = new TreeMap<>();
            Map<Integer, Set<String>> byPartitions = new TreeMap<>();
            short replicas = describe(admin, conf, missing, byPartitions);
            if (byPartitions.size() > 1) {
                throw new ViewException(different(byPartitions), null);
            }
            if (byPartitions.isEmpty()) {
                throw new ViewException(
                        "None of the topics of the view is on the brokers at "
                                + conf.bootstrapServers()
                                + ": start the captioning job first, or check"
                                + " kafka.topic-prefix.",
                        null);
            }
            if (!missing.isEmpty()) {
                int partitions = byPartitions.keySet().iterator().next();
                create(conf, new ArrayList<>(missing.values()), partitions, replicas);
            }
        } catch (ExecutionException e) {
            throw unreachable(conf, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(conf, e);
        }
    }

    /** Returns how many replicas the topics have. */
    private static short describe(
            Admin admin,
            ViewConf conf,
            Map<String, Topic<?>> missing,
            Map<Integer, Set<String>> byPartitions)
            throws ExecutionException, InterruptedException {
        short replicas = 1;
        List<String> names = conf.topics().all().stream().map(Topic::name).toList();
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues();
        for (Topic<?> topic : conf.topics().all()) {
            KafkaFuture<TopicDescription> answer = asked.get(topic.name());
            if (answer == null) {
                continue;
            }
            try {
                TopicDescription description = answer.get();
                byPartitions
                        .computeIfAbsent(description.partitions().size(), count -> new TreeSet<>())
                        .add(topic.name());
                replicas = (short) description.partitions().get(0).replicas().size();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.put(topic.name(), topic);
            }
        }
        return replicas;
    }

    private static void create(
            ViewConf conf, List<Topic<?>> missing, int partitions, short replicas) {
        try {
            new TopicProvisioner(
                            new TopicProvisionerConf(conf.bootstrapServers(), partitions, replicas))
                    .createMissing(missing);
        } catch (TopicException e) {
            throw new ViewException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String different(Map<Integer, Set<String>> byPartitions) {
        StringBuilder counts = new StringBuilder();
        byPartitions.forEach(
                (partitions, topics) ->
                        counts.append(counts.isEmpty() ? "" : "; ")
                                .append(partitions)
                                .append(": ")
                                .append(String.join(", ", topics)));
        return "The topics of the view have different numbers of partitions ("
                + counts
                + "), so the records of a stream would lie in different places: make all of them"
                + " with the same number.";
    }

    private static ViewException unreachable(ViewConf conf, Throwable cause) {
        return new ViewException(
                "The brokers at "
                        + conf.bootstrapServers()
                        + " could not be asked for the topics of the view ("
                        + cause.getMessage()
                        + "): check that they run and that their address is right.",
                cause);
    }
}
