package dev.lockstep.job;

import dev.lockstep.inference.operator.TextModels;
import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.job.store.StoreProgress;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.topic.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The store job on topics of its own on a real broker and registry, for one test. */
final class StoreRig implements AutoCloseable {
    private final RigTopics topics = new RigTopics();
    private final StoreJobConf conf;
    private final KafkaProducer<byte[], byte[]> producer;
    private final StoreProgress progress;
    private final List<JobClient> jobs = new ArrayList<>();

    /**
     * @param name no other test has it
     * @param settings over the defaults
     */
    StoreRig(String name, Path checkpoints, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap-servers", topics.bootstrapServers());
        all.put("registry.url", topics.registryUrl());
        all.put("store.group-id", name);
        all.put("kafka.topic-prefix", name + ".");
        all.put("job.checkpoint-dir", checkpoints.toUri().toString());
        all.put("job.checkpoint-interval", "300ms");
        all.put("job.restart-attempts", "20");
        all.put("store.batch-rows", "20");
        all.putAll(settings);
        conf = StoreJobConf.of(all);
        topics.create(conf.topics().all());
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                topics.bootstrapServers(),
                                "transactional.id",
                                name),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
        progress = new StoreProgress(conf);
    }

    StoreJobConf conf() {
        return conf;
    }

    StoreProgress progress() {
        return progress;
    }

    JobClient start() throws Exception {
        return start(conf.text().models());
    }

    /** Starts the job with other models. */
    JobClient start(TextModels models) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        StoreJob.build(env, conf.with(conf.text().with(models)));
        JobClient job = env.executeAsync(StoreJob.NAME);
        jobs.add(job);
        return job;
    }

    /** Publishes records in one transaction, as the captioning job does. */
    <T extends SpecificRecordBase> void publish(Topic<T> topic, List<T> records) {
        producer.beginTransaction();
        topics.send(producer, topic, records);
        producer.commitTransaction();
    }

    /** Publishes records in a transaction that is given up. */
    <T extends SpecificRecordBase> void abort(Topic<T> topic, List<T> records) {
        producer.beginTransaction();
        topics.send(producer, topic, records);
        producer.flush();
        producer.abortTransaction();
    }

    /** Publishes bytes as they are. */
    void publish(Topic<?> topic, byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic.name(), value));
        producer.commitTransaction();
    }

    /** Reads dead letters until there are so many. */
    List<DeadLetter> deadLetters(int count) {
        return topics
                .records(conf.topics().deadLetters(), letters -> letters.size() >= count)
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** Waits until all is stored. */
    boolean isStored() throws Exception {
        return progress.await(RigTopics.PATIENCE);
    }

    /** What a query on the store gives, columns separated by bars. */
    List<String> query(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(conf.store().url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    line.add(rows.getString(i));
                }
                lines.add(String.join("|", line));
            }
        }
        return lines;
    }

    @Override
    public void close() throws Exception {
        for (JobClient job : jobs) {
            JobCluster.end(job);
        }
        progress.close();
        producer.close();
        topics.close();
    }
}
