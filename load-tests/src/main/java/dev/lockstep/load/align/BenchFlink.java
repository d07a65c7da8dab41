package dev.lockstep.load.align;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.operator.AlignFunction;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flink.StreamItemTypeInfo;
import dev.lockstep.schema.flow.StreamItem;

import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A job of two tasks in a MiniCluster of its own: one makes records, the other aligns and throws
 * away. Flink is set as the captioning job sets it, with a checkpoint a second.
 */
final class BenchFlink {
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
    private static final Duration BUFFER_TIMEOUT = Duration.ZERO;
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(32);

    private BenchFlink() {}

    /**
     * Runs it to its end.
     *
     * @param records how many records
     * @param maker makes record 0, 1, …; on the thread of the first task
     * @param probe sees the windows that fire; on the thread of the second task
     * @param folder where checkpoints go
     */
    static void run(
            AlignConf conf,
            long records,
            MapFunction<Long, StreamItem> maker,
            FilterFunction<AlignedWindow> probe,
            Path folder)
            throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, flink(folder));
        SingleOutputStreamOperator<AlignedWindow> windows =
                env.fromSequence(0, records - 1)
                        .map(maker)
                        .returns(StreamItemTypeInfo.INSTANCE)
                        .name("make records")
                        .keyBy(StreamItem::streamId, Types.STRING)
                        .process(new AlignFunction(conf))
                        .returns(new AvroTypeInfo<>(AlignedWindow.class))
                        .name("align");
        windows.filter(probe).sinkTo(new DiscardingSink<>());
        windows.getSideOutput(AlignFunction.SETTLED).sinkTo(new DiscardingSink<AlignedWindow>());
        windows.getSideOutput(AlignFunction.LEDGER).sinkTo(new DiscardingSink<LedgerEntry>());
        env.execute("bench align");
    }

    private static Configuration flink(Path folder) {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        return flink;
    }
}
