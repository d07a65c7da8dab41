package dev.lockstep.align.operator;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The subtasks of one aligner in test harnesses; what they put out is kept across restores. */
final class Fleet implements AutoCloseable {
    private static final int MAX_PARALLELISM = 16;

    final List<AlignedWindow> windows = new ArrayList<>();
    final List<AlignedWindow> settled = new ArrayList<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();

    private final AlignConf conf;
    private final List<KeyedOneInputStreamOperatorTestHarness<String, StreamItem, AlignedWindow>>
            subtasks = new ArrayList<>();
    private long checkpoint;
    private long nowMs;

    Fleet(AlignConf conf, int parallelism) throws Exception {
        this.conf = conf;
        start(parallelism, null, 0);
    }

    void feed(List<Arrival> arrivals) throws Exception {
        for (Arrival arrival : arrivals) {
            waitUntil(arrival.atMs());
            int subtask =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            arrival.item().streamId(), MAX_PARALLELISM, subtasks.size());
            subtasks.get(subtask).processElement(new StreamRecord<>(arrival.item()));
            collect();
        }
    }

    /** Processing time goes on, timers go off. */
    void waitUntil(long atMs) throws Exception {
        nowMs = atMs;
        for (var subtask : subtasks) {
            subtask.setProcessingTime(atMs);
        }
        collect();
    }

    /** The job fails after a checkpoint and starts again with another parallelism. */
    void restart(int parallelism) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        checkpoint++;
        for (var subtask : subtasks) {
            states.add(subtask.snapshot(checkpoint, checkpoint));
        }
        int before = subtasks.size();
        close();
        subtasks.clear();
        start(
                parallelism,
                AbstractStreamOperatorTestHarness.repackageState(
                        states.toArray(OperatorSubtaskState[]::new)),
                before);
    }

    /** Keys and values that are kept. */
    int stateEntries() {
        return subtasks.stream().mapToInt(subtask -> subtask.numKeyedStateEntries()).sum();
    }

    /** Timers that stand. */
    int timers() {
        return subtasks.stream().mapToInt(subtask -> subtask.numProcessingTimeTimers()).sum();
    }

    @Override
    public void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }

    private void start(
            int parallelism,
            @org.jspecify.annotations.Nullable OperatorSubtaskState state,
            int before)
            throws Exception {
        for (int i = 0; i < parallelism; i++) {
            var subtask =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new AlignFunction(conf)),
                            StreamItem::streamId,
                            Types.STRING,
                            MAX_PARALLELISM,
                            parallelism,
                            i);
            if (state != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, MAX_PARALLELISM, before, parallelism, i));
            }
            subtask.open();
            subtask.setProcessingTime(nowMs);
            subtasks.add(subtask);
        }
    }

    private void collect() {
        for (var subtask : subtasks) {
            windows.addAll(subtask.extractOutputValues());
            subtask.getOutput().clear();
            drain(subtask, AlignFunction.SETTLED, settled);
            drain(subtask, AlignFunction.LEDGER, ledger);
            drain(subtask, AlignFunction.DEAD_LETTERS, letters);
        }
    }

    private static <T> void drain(
            KeyedOneInputStreamOperatorTestHarness<String, StreamItem, AlignedWindow> subtask,
            OutputTag<T> tag,
            List<T> kept) {
        Queue<StreamRecord<T>> output = subtask.getSideOutput(tag);
        if (output != null) {
            output.forEach(record -> kept.add(record.getValue()));
            output.clear();
        }
    }
}
