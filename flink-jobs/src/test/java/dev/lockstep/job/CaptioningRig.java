package dev.lockstep.job;

import dev.lockstep.inference.operator.SpeechModels;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The captioning job on topics of its own on a real broker and registry, for one test. */
final class CaptioningRig implements AutoCloseable {
    private final RigTopics topics = new RigTopics();
    private final CaptioningJobConf conf;
    private final AvroRecordEncoder<AudioChunk> encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<JobClient> jobs = new ArrayList<>();
    private String savepoint = "";

    /**
     * @param name no other test has it
     * @param settings over the defaults
     */
    CaptioningRig(String name, Path checkpoints, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap-servers", topics.bootstrapServers());
        all.put("registry.url", topics.registryUrl());
        all.put("kafka.group-id", name);
        all.put("kafka.topic-prefix", name + ".");
        all.put("delivery.transactional-id-prefix", name);
        all.put("job.checkpoint-dir", checkpoints.toUri().toString());
        all.put("job.checkpoint-interval", "300ms");
        all.put("job.restart-attempts", "5");
        // Tests that look at pictures turn it on.
        all.put("vision.enabled", "false");
        all.putAll(settings);
        conf = CaptioningJobConf.of(all);
        encoder = topics.encoder(conf.topics().audio());
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", topics.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        topics.create(conf.topics().all());
    }

    CaptioningJobConf conf() {
        return conf;
    }

    JobClient start() throws Exception {
        return start(conf.speech().models());
    }

    /** Jobs that are started from now on begin with a savepoint. */
    void restoreFrom(String path) {
        savepoint = path;
    }

    /** Starts the job with other models. */
    JobClient start(SpeechModels models) throws Exception {
        Configuration flink = new Configuration();
        if (!savepoint.isEmpty()) {
            flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        CaptioningJob.build(env, conf.with(conf.speech().with(models)));
        JobClient job = env.executeAsync(CaptioningJob.NAME);
        jobs.add(job);
        return job;
    }

    void publish(List<AudioChunk> chunks) {
        chunks.forEach(chunk -> publish(chunk.getStreamId(), encoder.encode(chunk)));
        producer.flush();
    }

    /** Publishes records of any topic. */
    <T extends SpecificRecordBase> void publish(Topic<T> topic, List<T> records) {
        topics.send(producer, topic, records);
        producer.flush();
    }

    byte[] encode(AudioChunk chunk) {
        return encoder.encode(chunk);
    }

    /** Publishes bytes as they are and says where they lie. */
    RecordMetadata publish(String key, byte[] value) {
        try {
            var sent =
                    producer.send(
                            new ProducerRecord<>(
                                    conf.topics().audio().name(),
                                    key.getBytes(StandardCharsets.UTF_8),
                                    value));
            producer.flush();
            return sent.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a topic from its start until what has been read satisfies {@code enough}. */
    <T extends SpecificRecordBase> List<T> read(Topic<T> topic, Predicate<List<T>> enough) {
        return records(topic, enough).stream().map(ConsumerRecord::value).toList();
    }

    /** The same with the keys and places of the records. */
    <T extends SpecificRecordBase> List<ConsumerRecord<byte[], T>> records(
            Topic<T> topic, Predicate<List<T>> enough) {
        return topics.records(topic, enough);
    }

    /** Reads all that a topic holds now. */
    <T extends SpecificRecordBase> List<T> readAll(Topic<T> topic) {
        return topics.all(topic).stream().map(ConsumerRecord::value).toList();
    }

    @Override
    public void close() throws Exception {
        for (JobClient job : jobs) {
            JobCluster.end(job);
        }
        producer.close();
        topics.close();
    }
}
