package dev.lockstep.job.topology;

import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.job.store.CaptionRowsFunction;
import dev.lockstep.job.store.EmbedPassagesFunction;
import dev.lockstep.job.store.WindowRowsFunction;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.sink.rows.LedgerRows;
import dev.lockstep.sink.store.StoreRow;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** From results in Kafka to rows. */
public final class StoreStage {
    private static final TypeInformation<StoreRow> ROW = TypeInformation.of(StoreRow.class);

    private StoreStage() {}

    /** The records of a topic that are committed, decoded; the rest is a side output. */
    public static <T extends SpecificRecordBase> SingleOutputStreamOperator<T> read(
            StreamExecutionEnvironment env,
            StoreJobConf conf,
            Topic<T> topic,
            String what,
            String sourceUid,
            String decodeUid) {
        DataStream<RawRecord> records =
                env.fromSource(
                                SourceStage.source(conf.kafka(), topic)
                                        .setStartingOffsets(
                                                OffsetsInitializer.committedOffsets(
                                                        OffsetResetStrategy.EARLIEST))
                                        .setProperty(
                                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                                "read_committed")
                                        .build(),
                                WatermarkStrategy.noWatermarks(),
                                what + " source")
                        .uid(sourceUid);
        return records.process(new DecodeFunction<>(topic, conf.registry()))
                .name("decode " + what)
                .uid(decodeUid);
    }

    /** Rows of captions, without embeddings. */
    public static DataStream<StoreRow> ofCaptions(DataStream<Caption> captions) {
        return captions.flatMap(new CaptionRowsFunction())
                .returns(ROW)
                .name("caption rows")
                .uid(OperatorUids.STORE_CAPTION_ROWS);
    }

    /** Rows of windows, without embeddings of passages. */
    public static DataStream<StoreRow> ofWindows(
            DataStream<AlignedWindow> windows, StoreJobConf conf) {
        return windows.keyBy(AlignedWindow::getStreamId, Types.STRING)
                .process(new WindowRowsFunction(conf.policy(), conf.appearanceGap()))
                .returns(ROW)
                .name("window rows")
                .uid(OperatorUids.STORE_WINDOW_ROWS);
    }

    /** Rows of counts. */
    public static DataStream<StoreRow> ofLedger(DataStream<LedgerEntry> ledger) {
        return ledger.map(entry -> LedgerRows.of(entry))
                .returns(ROW)
                .name("ledger rows")
                .uid(OperatorUids.STORE_LEDGER_ROWS);
    }

    /** Embeds passages where there is an encoder; rows may come in any order. */
    public static DataStream<StoreRow> embedded(DataStream<StoreRow> rows, StoreJobConf conf) {
        if (!conf.embeds()) {
            return rows;
        }
        return AsyncDataStream.unorderedWait(
                        rows,
                        new EmbedPassagesFunction(conf.text().models()),
                        conf.text().timeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        conf.text().capacity())
                .returns(ROW)
                .name("embed passages")
                .uid(OperatorUids.STORE_EMBED);
    }
}
