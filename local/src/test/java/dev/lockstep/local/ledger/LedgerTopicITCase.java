package dev.lockstep.local.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.Ledgers;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger of a cluster, with a real broker and a real registry. */
class LedgerTopicITCase {
    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.shared();
        new TopicProvisioner(TopicProvisionerConf.local(stack.bootstrapServers()))
                .createMissing(List.of(Topics.LEDGER));
    }

    @Test
    void theNewestCommittedEntryOfEachSourceIsShown() throws Exception {
        LedgerEntry aborted = Ledgers.entry("audio-0", 100, 999);
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                KafkaProducer<byte[], byte[]> producer = producer()) {
            AvroRecordEncoder<LedgerEntry> encoder =
                    new AvroRecordEncoder<>(Topics.LEDGER, registry);
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, encoder, Ledgers.last("audio-0", 101, 20));
            send(producer, encoder, Ledgers.entry("audio-0", 3, 40));
            send(producer, encoder, Ledgers.entry("text-0", 0, 5));
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, encoder, aborted);
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(LedgerTopic.read(stack.bootstrapServers(), RegistryConf.of(stack.registryUrl())))
                .containsExactly(
                        SourceLedger.of(Ledgers.last("audio-0", 101, 20)),
                        SourceLedger.of(Ledgers.entry("text-0", 0, 5)));

        CommandRun run =
                CommandRun.of(
                        "ledger",
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSize(3);
        assertThat(run.outLines().get(2)).contains("text-0", "no");
    }

    @Test
    void brokersThatDoNotAnswerAreASentence() {
        CommandRun run =
                CommandRun.of(
                        "ledger", "--bootstrap", "127.0.0.1:1", "--registry", stack.registryUrl());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("lockstep.ledger cannot be read from 127.0.0.1:1");
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            AvroRecordEncoder<LedgerEntry> encoder,
            LedgerEntry entry) {
        producer.send(
                new ProducerRecord<>(
                        Topics.LEDGER.name(),
                        entry.getStreamId().getBytes(StandardCharsets.UTF_8),
                        encoder.encode(entry)));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "transactional.id",
                        "ledger-topic-test"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
