package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.CaptioningJobOptions.StartFrom;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flink.RawRecordDeserializationSchema;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Reads the audio topic, undecoded and without watermarks: event time is per source. */
public final class SourceStage {
    private SourceStage() {}

    /** The records of the audio topic. */
    public static DataStream<RawRecord> audio(
            StreamExecutionEnvironment env, CaptioningJobConf conf) {
        OffsetResetStrategy otherwise =
                conf.kafka().startFrom() == StartFrom.EARLIEST
                        ? OffsetResetStrategy.EARLIEST
                        : OffsetResetStrategy.LATEST;
        KafkaSource<RawRecord> source =
                KafkaSource.<RawRecord>builder()
                        .setProperties(conf.kafka().properties())
                        .setBootstrapServers(conf.kafka().bootstrapServers())
                        .setGroupId(conf.kafka().groupId())
                        .setClientIdPrefix(conf.kafka().groupId())
                        .setTopics(conf.topics().audio().name())
                        .setStartingOffsets(OffsetsInitializer.committedOffsets(otherwise))
                        .setDeserializer(new RawRecordDeserializationSchema())
                        .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "audio source")
                .uid(OperatorUids.AUDIO_SOURCE);
    }
}
