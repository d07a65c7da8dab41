package dev.lockstep.job.topology;

import dev.lockstep.inference.config.TextConf;
import dev.lockstep.inference.operator.AnalyzeTextFunction;
import dev.lockstep.inference.operator.ReadText;
import dev.lockstep.inference.operator.TextResultsFunction;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
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

/** From text records to items and, where texts are understood, to what was found in them. */
public final class TextStage {
    private TextStage() {}

    /** The texts of every source among the records. */
    public static TextStreams texts(DataStream<RawRecord> records, CaptioningJobConf conf) {
        SingleOutputStreamOperator<TextEvent> texts =
                records.process(
                                new ReceiveFunction<>(
                                        conf.topics().text(),
                                        conf.registry(),
                                        conf.eventTimes(),
                                        StreamItems::of))
                        .name("decode text")
                        .uid(OperatorUids.TEXT_DECODE);
        DataStream<StreamItem> refused = texts.getSideOutput(ReceiveFunction.REFUSED);
        DataStream<DeadLetter> deadLetters = texts.getSideOutput(ReceiveFunction.DEAD_LETTERS);
        if (!conf.text().enabled()) {
            return new TextStreams(null, unread(texts).union(refused), deadLetters);
        }
        SingleOutputStreamOperator<TextResult> results = analyze(texts, conf.text());
        return new TextStreams(
                results,
                results.getSideOutput(TextResultsFunction.ITEMS).union(refused),
                deadLetters.union(results.getSideOutput(TextResultsFunction.DEAD_LETTERS)));
    }

    private static DataStream<StreamItem> unread(DataStream<TextEvent> texts) {
        return texts.map(text -> StreamItems.of(text))
                .returns(StreamItemTypeInfo.INSTANCE)
                .name("text items")
                .uid(OperatorUids.TEXT_ITEMS);
    }

    private static SingleOutputStreamOperator<TextResult> analyze(
            DataStream<TextEvent> texts, TextConf conf) {
        DataStream<ReadText> read =
                AsyncDataStream.orderedWait(
                                texts,
                                new AnalyzeTextFunction(conf.models()),
                                conf.timeout().toMillis(),
                                TimeUnit.MILLISECONDS,
                                conf.capacity())
                        .returns(TypeInformation.of(ReadText.class))
                        .name("analyze text")
                        .uid(OperatorUids.TEXT_ANALYZE);
        return read.process(new TextResultsFunction())
                .returns(new AvroTypeInfo<>(TextResult.class))
                .name("text results")
                .uid(OperatorUids.TEXT_RESULTS);
    }
}
