package dev.lockstep.schema.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.schema.Samples;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroKafkaDeserializer;
import dev.lockstep.schema.serde.AvroKafkaSerializer;
import dev.lockstep.stack.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TopicProvisionerITCase {
    private static final LocalStack STACK = LocalStack.shared();
    private static final SchemaRegistry REGISTRY = RegistryConf.of(STACK.registryUrl()).open();

    private final String suffix = "-" + UUID.randomUUID();
    private final TopicProvisioner provisioner =
            new TopicProvisioner(TopicProvisionerConf.local(STACK.bootstrapServers()));

    @Test
    void createsAllTopicsOnceWithTheirLimits() throws Exception {
        List<Topic<?>> topics = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            topics.add(topic.named(topic.name() + suffix));
        }

        assertThat(provisioner.createMissing(topics.subList(0, 3))).hasSize(3);
        assertThat(provisioner.createMissing(topics)).hasSize(topics.size() - 3);
        assertThat(provisioner.createMissing(topics)).isEmpty();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            List<String> names = topics.stream().<String>map(Topic::name).toList();
            for (TopicDescription made :
                    admin.describeTopics(names).allTopicNames().get().values()) {
                assertThat(made.partitions()).as(made.name()).hasSize(4);
            }
            ConfigResource letters =
                    new ConfigResource(
                            ConfigResource.Type.TOPIC, Topics.DEAD_LETTERS.name() + suffix);
            Config config =
                    Objects.requireNonNull(
                            admin.describeConfigs(List.of(letters)).all().get().get(letters));
            assertThat(config.get("max.message.bytes").value()).isEqualTo("4194304");
            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        }
    }

    @Test
    void aRecordingOfLongAgoAndOneAheadOfTheClockAreKept() throws Exception {
        Topic<TextEvent> topic = Topics.MEDIA_TEXT.named("times" + suffix);
        provisioner.createMissing(List.of(topic));
        TextEvent old = Samples.text("s", 0, "old");
        old.setEventTimeUs(86_400_000_000L);
        TextEvent ahead = Samples.text("s", 1, "ahead");
        ahead.setEventTimeUs(4_000_000_000_000_000L);

        List<ConsumerRecord<byte[], TextEvent>> read = writeAndRead(topic, List.of(old, ahead));

        assertThat(read).extracting(ConsumerRecord::value).containsExactly(old, ahead);
        assertThat(read)
                .extracting(ConsumerRecord::timestamp)
                .containsExactly(86_400_000L, 4_000_000_000_000L);
    }

    @Test
    void theLargestRecordOfAnyTopicFitsInADeadLetter() throws Exception {
        Topic<DeadLetter> topic = Topics.DEAD_LETTERS.named("letters" + suffix);
        provisioner.createMissing(List.of(topic));
        byte[] value = new byte[Topics.ALIGNED.maxMessageBytes()];
        new Random(1).nextBytes(value);
        byte[] longer = new byte[Topics.DEAD_LETTERS.maxMessageBytes()];
        DeadLetter whole = letter(value);
        DeadLetter cut = letter(longer);

        List<ConsumerRecord<byte[], DeadLetter>> read = writeAndRead(topic, List.of(whole, cut));

        assertThat(read).extracting(ConsumerRecord::value).containsExactly(whole, cut);
        assertThat(whole.getValue().remaining()).isEqualTo(value.length);
        assertThat(cut.getValueSizeBytes()).isEqualTo(longer.length);
        assertThat(cut.getValue().remaining()).isLessThan(longer.length);
    }

    @Test
    void moreReplicasThanBrokersAreRefusedInASentence() {
        TopicProvisioner greedy =
                new TopicProvisioner(
                        new TopicProvisionerConf(STACK.bootstrapServers(), 1, (short) 3));

        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(() -> greedy.createMissing(List.of(Topics.LEDGER.named("x" + suffix))))
                .withMessageContaining("fewer replicas");
    }

    @Test
    void brokersThatAreNotThereAreSaidInASentence() {
        TopicProvisioner nobody =
                new TopicProvisioner(
                        TopicProvisionerConf.local("127.0.0.1:1"), Duration.ofSeconds(1));

        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(() -> nobody.createMissing(Topics.all()))
                .withMessageContaining("127.0.0.1:1")
                .withMessageContaining("check that the brokers run");
        assertThatExceptionOfType(TopicException.class)
                .isThrownBy(
                        () ->
                                new TopicProvisioner(TopicProvisionerConf.local("no port"))
                                        .createMissing(Topics.all()))
                .withMessageContaining("no port");
    }

    private static DeadLetter letter(byte[] value) {
        RawRecord origin = new RawRecord("t", 0, 0, 0, null, value);
        return DeadLetters.of(origin, "decode", "s", FailureKind.CORRUPT, "why", Clock.systemUTC());
    }

    private static <T extends SpecificRecordBase> List<ConsumerRecord<byte[], T>> writeAndRead(
            Topic<T> topic, List<T> values) throws Exception {
        Map<String, Object> producerConf =
                Map.of(
                        "bootstrap.servers", STACK.bootstrapServers(),
                        "max.request.size", topic.maxMessageBytes());
        try (KafkaProducer<byte[], T> producer =
                new KafkaProducer<>(
                        producerConf,
                        new ByteArraySerializer(),
                        new AvroKafkaSerializer<>(topic, REGISTRY))) {
            for (T value : values) {
                producer.send(
                                new ProducerRecord<>(
                                        topic.name(),
                                        null,
                                        topic.timestampMs(value),
                                        topic.key(value),
                                        value))
                        .get();
            }
        }
        List<ConsumerRecord<byte[], T>> read = new ArrayList<>();
        Map<String, Object> consumerConf =
                Map.of(
                        "bootstrap.servers", STACK.bootstrapServers(),
                        "group.id", topic.name(),
                        "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], T> consumer =
                new KafkaConsumer<>(
                        consumerConf,
                        new ByteArrayDeserializer(),
                        new AvroKafkaDeserializer<>(topic, REGISTRY))) {
            consumer.subscribe(List.of(topic.name()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                                return read.size() >= values.size();
                            });
        }
        return read;
    }
}
