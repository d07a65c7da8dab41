package dev.lockstep.browser;

import dev.lockstep.schema.registry.ConfluentSchemaRegistry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.stack.LocalStack;
import dev.lockstep.view.ViewApplication;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.http.ViewServer;
import dev.lockstep.view.http.ViewServices;
import dev.lockstep.view.push.ChangeHub;
import dev.lockstep.view.push.HistoryConf;
import dev.lockstep.view.topology.ViewTopics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The view as it runs: a real broker and registry, the topology, the server. */
final class RealView implements AutoCloseable {
    private static final Duration STARTED = Duration.ofSeconds(60);

    private final ViewTopics topics;
    private final ConfluentSchemaRegistry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ViewApplication application;
    private final ViewServer server;

    /**
     * @param name prefix of its topics; no other test has it
     */
    RealView(String name) throws InterruptedException {
        LocalStack stack = LocalStack.shared();
        topics = ViewTopics.withPrefix(name + ".");
        registry = new ConfluentSchemaRegistry(RegistryConf.of(stack.registryUrl()));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers(), "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        new TopicProvisioner(new TopicProvisionerConf(stack.bootstrapServers(), 1, (short) 1))
                .createMissing(topics.all());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ChangeHub hub = new ChangeHub(HistoryConf.STANDARD);
        application =
                ViewApplication.start(
                        ViewConf.of(
                                Map.of(
                                        "kafka.bootstrap-servers",
                                        stack.bootstrapServers(),
                                        "registry.url",
                                        stack.registryUrl(),
                                        "kafka.topic-prefix",
                                        name + ".",
                                        "view.application-id",
                                        name)),
                        hub,
                        meters);
        if (!application.awaitRunning(STARTED)) {
            throw new IllegalStateException("The view is " + application.state() + ".");
        }
        server =
                ViewServer.start(
                        ViewServerConf.STANDARD.onPort(0),
                        new ViewServices(
                                application.views(),
                                application.localViews(),
                                application.owners(),
                                hub,
                                Optional.empty(),
                                List::of,
                                meters,
                                InstantSource.system()));
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    ViewTopics topics() {
        return topics;
    }

    /** Publishes a record, without waiting for the broker. */
    <T extends SpecificRecordBase> void publish(Topic<T> topic, T record) {
        byte[] value = new AvroRecordEncoder<>(topic, registry).encode(record);
        producer.send(new ProducerRecord<>(topic.name(), topic.key(record), value));
    }

    @Override
    public void close() {
        server.close();
        application.close();
        producer.close();
        registry.close();
    }
}
