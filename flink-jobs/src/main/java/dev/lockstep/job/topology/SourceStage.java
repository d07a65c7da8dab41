package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.CaptioningJobOptions.StartFrom;
import dev.lockstep.job.config.KafkaConf;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flink.RawRecordDeserializationSchema;
import dev.lockstep.schema.topic.Topic;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Reads topics, undecoded and without watermarks: event time is per stream. */
public final class SourceStage {
    private SourceStage() {}

    /** The records of the audio topic. */
    public static DataStream<RawRecord> audio(
            StreamExecutionEnvironment env, CaptioningJobConf conf) {
        return read(env, conf, conf.topics().audio(), "audio source", OperatorUids.AUDIO_SOURCE);
    }

    /** The records of the video topic. */
    public static DataStream<RawRecord> video(
            StreamExecutionEnvironment env, CaptioningJobConf conf) {
        return read(env, conf, conf.topics().video(), "video source", OperatorUids.VIDEO_SOURCE);
    }

    /** The records of the text topic. */
    public static DataStream<RawRecord> text(
            StreamExecutionEnvironment env, CaptioningJobConf conf) {
        return read(env, conf, conf.topics().text(), "text source", OperatorUids.TEXT_SOURCE);
    }

    /** The records of the control topic, all that are kept: the newest of a slot holds. */
    public static DataStream<RawRecord> control(
            StreamExecutionEnvironment env, CaptioningJobConf conf) {
        return read(
                        env,
                        conf,
                        conf.topics().control(),
                        "control source",
                        OperatorUids.CONTROL_SOURCE,
                        OffsetsInitializer.earliest())
                .setParallelism(1);
    }

    private static DataStream<RawRecord> read(
            StreamExecutionEnvironment env,
            CaptioningJobConf conf,
            Topic<?> topic,
            String name,
            String uid) {
        OffsetResetStrategy otherwise =
                conf.kafka().startFrom() == StartFrom.EARLIEST
                        ? OffsetResetStrategy.EARLIEST
                        : OffsetResetStrategy.LATEST;
        return read(env, conf, topic, name, uid, OffsetsInitializer.committedOffsets(otherwise));
    }

    private static SingleOutputStreamOperator<RawRecord> read(
            StreamExecutionEnvironment env,
            CaptioningJobConf conf,
            Topic<?> topic,
            String name,
            String uid,
            OffsetsInitializer start) {
        return env.fromSource(
                        source(conf.kafka(), topic).setStartingOffsets(start).build(),
                        WatermarkStrategy.noWatermarks(),
                        name)
                .uid(uid);
    }

    /** Reads a topic under the group of a job, which commits its offsets with each checkpoint. */
    static KafkaSourceBuilder<RawRecord> source(KafkaConf conf, Topic<?> topic) {
        return KafkaSource.<RawRecord>builder()
                .setProperties(conf.properties())
                .setBootstrapServers(conf.bootstrapServers())
                .setGroupId(conf.groupId())
                .setClientIdPrefix(conf.groupId() + "-" + topic.name())
                .setTopics(topic.name())
                .setDeserializer(new RawRecordDeserializationSchema());
    }
}
