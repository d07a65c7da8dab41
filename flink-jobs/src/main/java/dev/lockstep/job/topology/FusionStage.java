package dev.lockstep.job.topology;

import dev.lockstep.inference.operator.EmbedWindowsFunction;
import dev.lockstep.inference.operator.EmbeddedWindow;
import dev.lockstep.inference.operator.FuseFunction;
import dev.lockstep.job.OperatorUids;
import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.schema.avro.AlignedWindow;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Embeds the texts of windows, where there is an encoder, and fuses the modalities. */
final class FusionStage {
    private FusionStage() {}

    /** Of windows as they fire. */
    static DataStream<AlignedWindow> fused(
            DataStream<AlignedWindow> windows, CaptioningJobConf conf) {
        return fuse(
                embed(windows, conf, "embed", OperatorUids.EMBED), conf, "fuse", OperatorUids.FUSE);
    }

    /** Of settled windows, in their order. */
    static DataStream<AlignedWindow> fusedSettled(
            DataStream<AlignedWindow> windows, CaptioningJobConf conf) {
        return fuse(
                embed(windows, conf, "embed settled", OperatorUids.EMBED_SETTLED),
                conf,
                "fuse settled",
                OperatorUids.FUSE_SETTLED);
    }

    private static DataStream<EmbeddedWindow> embed(
            DataStream<AlignedWindow> windows, CaptioningJobConf conf, String name, String uid) {
        SingleOutputStreamOperator<EmbeddedWindow> embedded =
                conf.text().enabled() && conf.text().embedding()
                        ? AsyncDataStream.orderedWait(
                                windows,
                                new EmbedWindowsFunction(conf.text().models()),
                                conf.fusion().timeout().toMillis(),
                                TimeUnit.MILLISECONDS,
                                conf.fusion().capacity())
                        : windows.map(window -> EmbeddedWindow.plain(window));
        return embedded.returns(TypeInformation.of(EmbeddedWindow.class)).name(name).uid(uid);
    }

    private static DataStream<AlignedWindow> fuse(
            DataStream<EmbeddedWindow> windows, CaptioningJobConf conf, String name, String uid) {
        return windows.map(new FuseFunction(conf.fusion().setup()))
                .returns(new AvroTypeInfo<>(AlignedWindow.class))
                .name(name)
                .uid(uid);
    }
}
