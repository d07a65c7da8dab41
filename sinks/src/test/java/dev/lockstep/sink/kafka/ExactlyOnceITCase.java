package dev.lockstep.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flink.RawRecordDeserializationSchema;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroKafkaDeserializer;
import dev.lockstep.schema.serde.AvroKafkaSerializer;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.caption.Captions;
import dev.lockstep.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A Flink job between real topics that fails once in the middle of a transaction. */
class ExactlyOnceITCase {
    private static final LocalStack STACK = LocalStack.shared();
    private static final RegistryConf REGISTRY = RegistryConf.of(STACK.registryUrl());
    private static final long FAIL_AT = 250;
    private static final long LAST = 300;

    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final CountDownLatch MAY_FAIL = new CountDownLatch(1);

    private final String suffix = "-" + UUID.randomUUID();
    private final Topic<Caption> input = Topics.TRANSCRIPTS.named("input" + suffix);
    private final Topic<Caption> settled = Topics.TRANSCRIPTS_SETTLED.named("settled" + suffix);
    private final Topic<Caption> live = Topics.TRANSCRIPTS.named("live" + suffix);

    /** Fails once, and not before the test has seen what lies in the open transaction. */
    private static final class FailsOnce implements MapFunction<Caption, Caption> {
        private static final long serialVersionUID = 1L;

        @Override
        public Caption map(Caption caption) throws Exception {
            if (caption.getUtterance() == FAIL_AT && FAILURES.get() == 0) {
                MAY_FAIL.await(60, TimeUnit.SECONDS);
                FAILURES.incrementAndGet();
                throw new IllegalStateException("failure injected by the test");
            }
            return caption;
        }
    }

    @Test
    void everyCaptionIsReadOnceAlthoughTheJobFailsInTheMiddle() throws Exception {
        new TopicProvisioner(new TopicProvisionerConf(STACK.bootstrapServers(), 1, (short) 1))
                .createMissing(List.of(input, settled, live));
        JobClient job = startJob();
        try (KafkaConsumer<byte[], Caption> committed = consumer(settled, "read_committed");
                KafkaConsumer<byte[], Caption> uncommitted = consumer(settled, "read_uncommitted");
                KafkaConsumer<byte[], Caption> atLeastOnce = consumer(live, "read_committed")) {
            produce(0, 200);
            List<ConsumerRecord<byte[], Caption>> once = new ArrayList<>();
            List<ConsumerRecord<byte[], Caption>> written = new ArrayList<>();
            List<ConsumerRecord<byte[], Caption>> shown = new ArrayList<>();
            awaitUtterance(committed, once, 199);

            produce(200, LAST);
            awaitUtterance(uncommitted, written, FAIL_AT - 1);
            MAY_FAIL.countDown();
            awaitUtterance(committed, once, LAST - 1);
            awaitUtterance(uncommitted, written, LAST - 1);
            awaitUtterance(atLeastOnce, shown, LAST - 1);

            assertThat(FAILURES).hasValue(1);
            List<Long> all = LongStream.range(0, LAST).boxed().toList();
            assertThat(utterances(once)).containsExactlyElementsOf(all);
            assertThat(new HashSet<>(utterances(shown))).containsExactlyInAnyOrderElementsOf(all);
            // Had nothing been written twice, the test would have shown nothing.
            assertThat(utterances(written)).hasSizeGreaterThan(all.size());
            ConsumerRecord<byte[], Caption> first = once.get(0);
            assertThat(new String(first.key(), StandardCharsets.UTF_8)).isEqualTo("s");
            assertThat(first.timestamp()).isEqualTo(Captions.START_US / 1000);
            assertThat(transactionalIds())
                    .anyMatch(id -> id.startsWith("job" + suffix + "-" + settled.name() + "-"));
        } finally {
            job.cancel().get(60, TimeUnit.SECONDS);
        }
    }

    private static List<String> transactionalIds() throws Exception {
        try (Admin admin =
                Admin.create(
                        Map.<String, Object>of("bootstrap.servers", STACK.bootstrapServers()))) {
            return admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .toList();
        }
    }

    private JobClient startJob() throws Exception {
        Configuration conf = new Configuration();
        conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
        KafkaSource<RawRecord> source =
                KafkaSource.<RawRecord>builder()
                        .setBootstrapServers(STACK.bootstrapServers())
                        .setTopics(input.name())
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(new RawRecordDeserializationSchema())
                        .build();
        DataStream<Caption> captions =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "raw")
                        .process(new DecodeFunction<>(input, REGISTRY))
                        .map(new FailsOnce());
        KafkaSinkConf sinks = KafkaSinkConf.of(STACK.bootstrapServers(), REGISTRY);
        TransactionConf transactions = TransactionConf.of(Duration.ofMillis(200));
        captions.sinkTo(KafkaSinks.exactlyOnce(settled, sinks, transactions, "job" + suffix))
                .uid("settled");
        captions.sinkTo(KafkaSinks.atLeastOnce(live, sinks)).uid("live");
        return env.executeAsync("exactly-once");
    }

    private void produce(long from, long to) throws Exception {
        try (SchemaRegistry registry = REGISTRY.open();
                KafkaProducer<byte[], Caption> producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", STACK.bootstrapServers()),
                                new ByteArraySerializer(),
                                new AvroKafkaSerializer<>(input, registry))) {
            List<Future<?>> sent = new ArrayList<>();
            for (long i = from; i < to; i++) {
                Caption caption = Captions.of(i, i * 1_000, 200, "word " + i);
                sent.add(
                        producer.send(
                                new ProducerRecord<>(
                                        input.name(),
                                        null,
                                        input.timestampMs(caption),
                                        input.key(caption),
                                        caption)));
            }
            for (Future<?> record : sent) {
                record.get();
            }
        }
    }

    private static KafkaConsumer<byte[], Caption> consumer(Topic<Caption> topic, String isolation) {
        KafkaConsumer<byte[], Caption> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                STACK.bootstrapServers(),
                                "group.id",
                                topic.name() + isolation,
                                "auto.offset.reset",
                                "earliest",
                                "isolation.level",
                                isolation),
                        new ByteArrayDeserializer(),
                        new AvroKafkaDeserializer<>(topic, REGISTRY.open()));
        consumer.subscribe(List.of(topic.name()));
        return consumer;
    }

    private static void awaitUtterance(
            KafkaConsumer<byte[], Caption> consumer,
            List<ConsumerRecord<byte[], Caption>> read,
            long utterance) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            consumer.poll(Duration.ofMillis(200)).forEach(read::add);
                            return read.stream()
                                    .anyMatch(r -> r.value().getUtterance() == utterance);
                        });
    }

    private static List<Long> utterances(List<ConsumerRecord<byte[], Caption>> records) {
        return records.stream().map(record -> record.value().getUtterance()).toList();
    }
}
