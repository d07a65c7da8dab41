package dev.lockstep.job.topology;

import dev.lockstep.inference.config.VisionConf;
import dev.lockstep.inference.operator.AnalyzeFramesFunction;
import dev.lockstep.inference.operator.SeenFrame;
import dev.lockstep.inference.operator.VisionResultsFunction;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flink.ReceiveFunction;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From video records to items and, where vision is on, to what was seen. */
public final class VideoStage {
    private VideoStage() {}

    /** The frames of every source among the records. */
    public static VisionStreams frames(DataStream<RawRecord> records, CaptioningJobConf conf) {
        SingleOutputStreamOperator<VideoFrame> frames =
                records.process(
                                new ReceiveFunction<>(
                                        conf.topics().video(),
                                        conf.registry(),
                                        conf.eventTimes(),
                                        frame -> StreamItems.of(frame, null)))
                        .name("decode video")
                        .uid(OperatorUids.VIDEO_DECODE);
        DataStream<StreamItem> refused = frames.getSideOutput(ReceiveFunction.REFUSED);
        DataStream<DeadLetter> deadLetters = frames.getSideOutput(ReceiveFunction.DEAD_LETTERS);
        if (!conf.vision().enabled()) {
            return new VisionStreams(null, unseen(frames).union(refused), deadLetters);
        }
        SingleOutputStreamOperator<VisionResult> results = analyze(frames, conf.vision());
        return new VisionStreams(
                results,
                results.getSideOutput(VisionResultsFunction.ITEMS).union(refused),
                deadLetters.union(results.getSideOutput(VisionResultsFunction.DEAD_LETTERS)));
    }

    private static DataStream<StreamItem> unseen(DataStream<VideoFrame> frames) {
        return frames.map(frame -> StreamItems.of(frame, null))
                .returns(StreamItemTypeInfo.INSTANCE)
                .name("video items")
                .uid(OperatorUids.VIDEO_ITEMS);
    }

    private static SingleOutputStreamOperator<VisionResult> analyze(
            DataStream<VideoFrame> frames, VisionConf conf) {
        DataStream<SeenFrame> seen =
                AsyncDataStream.unorderedWait(
                                frames,
                                new AnalyzeFramesFunction(conf.models()),
                                conf.timeout().toMillis(),
                                TimeUnit.MILLISECONDS,
                                conf.capacity())
                        .returns(TypeInformation.of(SeenFrame.class))
                        .name("analyze frames")
                        .uid(OperatorUids.VISION_ANALYZE);
        return seen.process(new VisionResultsFunction())
                .returns(new AvroTypeInfo<>(VisionResult.class))
                .name("vision results")
                .uid(OperatorUids.VISION_RESULTS);
    }
}
