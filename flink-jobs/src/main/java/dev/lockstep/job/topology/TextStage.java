package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.flink.ReceiveFunction;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.flow.StreamItems;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From text records to items. */
public final class TextStage {
    private TextStage() {}

    /** The texts of every source among the records. */
    public static ItemStreams items(DataStream<RawRecord> records, CaptioningJobConf conf) {
        SingleOutputStreamOperator<TextEvent> texts =
                records.process(
                                new ReceiveFunction<>(
                                        conf.topics().text(),
                                        conf.registry(),
                                        conf.eventTimes(),
                                        StreamItems::of))
                        .name("decode text")
                        .uid(OperatorUids.TEXT_DECODE);
        DataStream<StreamItem> items =
                texts.map(text -> StreamItems.of(text))
                        .returns(StreamItemTypeInfo.INSTANCE)
                        .name("text items")
                        .uid(OperatorUids.TEXT_ITEMS);
        return new ItemStreams(
                items.union(texts.getSideOutput(ReceiveFunction.REFUSED)),
                texts.getSideOutput(ReceiveFunction.DEAD_LETTERS));
    }
}
