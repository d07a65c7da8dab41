package dev.lockstep.load.pass;

import dev.lockstep.job.JobEnvironment;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.topology.SourceStage;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.kafka.KafkaSinkConf;
import dev.lockstep.sink.kafka.KafkaSinks;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import java.nio.file.Path;
import java.util.Map;

/**
 * Texts in, the same texts out, with the source, the decoder, the sink and the settings of the
 * captioning job: read, decoded, sent by stream to another task, encoded, published at least once.
 */
final class PassJob {
    /** Where the texts go. */
    static final Topic<TextEvent> PASSED = Topics.MEDIA_TEXT.named("bench.passed");

    private static final int PARALLELISM = 2;
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(32);

    private PassJob() {}

    /**
     * Starts it in a MiniCluster of its own.
     *
     * @param places where broker and registry are
     * @param folder where checkpoints go
     */
    static JobClient start(Map<String, String> places, Path folder) throws Exception {
        CaptioningJobConf conf =
                CaptioningJobConf.of(
                        CaptioningJobConf.loader()
                                .map(
                                        Map.of(
                                                "job.parallelism",
                                                String.valueOf(PARALLELISM),
                                                "job.checkpoint-dir",
                                                folder.toUri().toString()),
                                        "the benchmark")
                                .environment(System.getenv())
                                .map(places, "the benchmark")
                                .load());
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, flink());
        JobEnvironment.configure(env, conf.runtime());
        SingleOutputStreamOperator<TextEvent> texts =
                SourceStage.text(env, conf)
                        .process(new DecodeFunction<>(conf.topics().text(), conf.registry()))
                        .name("decode text")
                        .uid("bench-decode");
        texts.keyBy(TextEvent::getStreamId, Types.STRING)
                .map(text -> text)
                .returns(new AvroTypeInfo<>(TextEvent.class))
                .name("pass")
                .uid("bench-pass")
                .sinkTo(
                        KafkaSinks.atLeastOnce(
                                PASSED,
                                KafkaSinkConf.of(conf.kafka().bootstrapServers(), conf.registry())
                                        .with(conf.kafka().clientProperties())))
                .name("publish")
                .uid("bench-publish");
        return env.executeAsync("bench pass");
    }

    private static Configuration flink() {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        return flink;
    }
}
