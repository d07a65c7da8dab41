package dev.lockstep.job.topology;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.operator.AlignFunction;
import dev.lockstep.inference.fusion.FusionStrategy;
import dev.lockstep.inference.operator.FuseFunction;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From items to windows: align, then weigh the modalities. */
public final class AlignStage {
    private AlignStage() {}

    /** The windows of every stream among the items. */
    public static AlignedStreams windows(
            DataStream<StreamItem> items, AlignConf conf, FusionStrategy fusion) {
        SingleOutputStreamOperator<AlignedWindow> aligned =
                items.keyBy(StreamItem::streamId, Types.STRING)
                        .process(new AlignFunction(conf))
                        .returns(new AvroTypeInfo<>(AlignedWindow.class))
                        .name("align")
                        .uid(OperatorUids.ALIGN);
        return new AlignedStreams(
                fuse(aligned, fusion, "fuse", OperatorUids.FUSE),
                fuse(
                        aligned.getSideOutput(AlignFunction.SETTLED),
                        fusion,
                        "fuse settled",
                        OperatorUids.FUSE_SETTLED),
                aligned.getSideOutput(AlignFunction.LEDGER),
                aligned.getSideOutput(AlignFunction.DEAD_LETTERS));
    }

    private static DataStream<AlignedWindow> fuse(
            DataStream<AlignedWindow> windows, FusionStrategy fusion, String name, String uid) {
        return windows.map(new FuseFunction(fusion))
                .returns(new AvroTypeInfo<>(AlignedWindow.class))
                .name(name)
                .uid(uid);
    }
}
