package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flink.ReceiveFunction;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From video records to items. */
public final class VideoStage {
    private VideoStage() {}

    /** The frames of every source among the records. */
    public static ItemStreams items(DataStream<RawRecord> records, CaptioningJobConf conf) {
        SingleOutputStreamOperator<VideoFrame> frames =
                records.process(
                                new ReceiveFunction<>(
                                        conf.topics().video(),
                                        conf.registry(),
                                        conf.eventTimes(),
                                        frame -> StreamItems.of(frame, null)))
                        .name("decode video")
                        .uid(OperatorUids.VIDEO_DECODE);
        DataStream<StreamItem> items =
                frames.map(frame -> StreamItems.of(frame, null))
                        .returns(StreamItemTypeInfo.INSTANCE)
                        .name("video items")
                        .uid(OperatorUids.VIDEO_ITEMS);
        return new ItemStreams(
                items.union(frames.getSideOutput(ReceiveFunction.REFUSED)),
                frames.getSideOutput(ReceiveFunction.DEAD_LETTERS));
    }
}
