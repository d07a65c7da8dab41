package dev.lockstep.job.topology;

import dev.lockstep.align.operator.AlignFunction;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From items to fused windows. */
public final class AlignStage {
    private AlignStage() {}

    /** The windows of every stream among the items. */
    public static AlignedStreams windows(DataStream<StreamItem> items, CaptioningJobConf conf) {
        SingleOutputStreamOperator<AlignedWindow> aligned =
                items.keyBy(StreamItem::streamId, Types.STRING)
                        .process(new AlignFunction(conf.align()))
                        .returns(new AvroTypeInfo<>(AlignedWindow.class))
                        .name("align")
                        .uid(OperatorUids.ALIGN);
        return new AlignedStreams(
                FusionStage.fused(aligned, conf),
                FusionStage.fusedSettled(aligned.getSideOutput(AlignFunction.SETTLED), conf),
                aligned.getSideOutput(AlignFunction.LEDGER),
                aligned.getSideOutput(AlignFunction.DEAD_LETTERS));
    }
}
