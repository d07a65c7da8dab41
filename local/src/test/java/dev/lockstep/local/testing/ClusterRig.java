package dev.lockstep.local.testing;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.stack.LocalStack;
import dev.lockstep.view.topology.ViewTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A cluster that runs already, with topics of a test's own: real broker, real registry. */
public final class ClusterRig implements AutoCloseable {
    private static final int PARTITIONS = 2;

    private final LocalStack stack = LocalStack.shared();
    private final String prefix;
    private final ViewTopics topics;
    private final SchemaRegistry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroRecordEncoder<Caption> captions;

    /**
     * Makes the topics.
     *
     * @param prefix no other test has it
     */
    public ClusterRig(String prefix) {
        this.prefix = prefix;
        topics = ViewTopics.withPrefix(prefix);
        new TopicProvisioner(
                        new TopicProvisionerConf(stack.bootstrapServers(), PARTITIONS, (short) 1))
                .createMissing(topics.all());
        registry = RegistryConf.of(stack.registryUrl()).open();
        captions = new AvroRecordEncoder<>(topics.transcripts(), registry);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Publishes a final caption and waits for the broker. */
    public void say(String stream, long utterance, String text) {
        Caption caption =
                Caption.newBuilder(Captions.last(utterance, 1, text)).setStreamId(stream).build();
        producer.send(
                new ProducerRecord<>(
                        topics.transcripts().name(),
                        stream.getBytes(StandardCharsets.UTF_8),
                        captions.encode(caption)));
        producer.flush();
    }

    /** Starts {@code lockstep view} on these topics, with its state below a folder. */
    public RunningView view(Path stateHome, String... more) {
        List<String> arguments = new ArrayList<>(arguments());
        arguments.addAll(List.of(more));
        return RunningView.start(stateHome, arguments.toArray(String[]::new));
    }

    /** What names the cluster and its topics. */
    public List<String> arguments() {
        return List.of(
                "view",
                "--bootstrap",
                stack.bootstrapServers(),
                "--registry",
                stack.registryUrl(),
                "--set",
                "kafka.topic-prefix=" + prefix);
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
