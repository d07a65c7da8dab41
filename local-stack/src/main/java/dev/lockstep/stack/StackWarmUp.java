package dev.lockstep.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A program that uses the stack once and ends: run with {@code -XX:ArchiveClassesAtExit} it makes
 * an archive of the classes that every start needs, and it makes the registry's beside it.
 */
public final class StackWarmUp {
    private static final String TOPIC = "warm-up";

    private StackWarmUp() {}

    /** Called by the launcher after a build; takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        RegistryArchive.ensure(RegistryProcessConf.standard());
        try (EmbeddedBroker broker = EmbeddedBroker.start(EmbeddedBrokerConf.temporary())) {
            useClients(broker.bootstrapServers());
        }
    }

    private static void useClients(String bootstrap) throws Exception {
        Map<String, Object> common = Map.of("bootstrap.servers", bootstrap);
        try (Admin admin = Admin.create(common)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        Map<String, Object> producing =
                Map.of("bootstrap.servers", bootstrap, "compression.type", "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, new byte[] {1})).get();
        }
        Map<String, Object> consuming =
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "group.id", TOPIC,
                        "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            consumer.poll(Duration.ofSeconds(1));
        }
    }
}
