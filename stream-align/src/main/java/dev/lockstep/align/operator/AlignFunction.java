package dev.lockstep.align.operator;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.core.AlignOutput;
import dev.lockstep.align.core.StreamAligner;
import dev.lockstep.align.core.StreamState;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flink.DecodeFunction;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.time.Clock;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Runs the {@link StreamAligner} on keyed state, key {@code stream_id}. Windows that fire and their
 * revisions go to the main output; {@link #SETTLED} gets each window once, {@link #LEDGER} the
 * counts of each source, {@link #DEAD_LETTERS} what was refused and what came too late.
 *
 * <p>One processing-time timer stands for a stream at a time. In replay mode it serves only to drop
 * the state of a stream that nothing comes from any more.
 */
public final class AlignFunction extends KeyedProcessFunction<String, StreamItem, AlignedWindow> {
    /** Side output of windows that nothing can change any more. */
    public static final OutputTag<AlignedWindow> SETTLED =
            new OutputTag<>("settled-windows", new AvroTypeInfo<>(AlignedWindow.class));

    /** Side output of the counts. */
    public static final OutputTag<LedgerEntry> LEDGER =
            new OutputTag<>("ledger", new AvroTypeInfo<>(LedgerEntry.class));

    /** Side output of what is in no window. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = DecodeFunction.DEAD_LETTERS;

    private static final long serialVersionUID = 1L;

    private final AlignConf conf;
    private transient @Nullable Opened opened;

    /**
     * @param conf how to align
     */
    public AlignFunction(AlignConf conf) {
        this.conf = conf;
    }

    /** What there is once the task runs. */
    private record Opened(
            StreamAligner aligner,
            ValueState<StreamState> stream,
            ValueState<Long> timerMs,
            AlignMetrics metrics) {}

    @Override
    public void open(OpenContext context) {
        opened =
                new Opened(
                        new StreamAligner(conf),
                        getRuntimeContext()
                                .getState(
                                        new ValueStateDescriptor<>(
                                                "stream", StreamStateSerializer.INSTANCE)),
                        getRuntimeContext()
                                .getState(new ValueStateDescriptor<>("timer-ms", Types.LONG)),
                        new AlignMetrics(getRuntimeContext().getMetricGroup()));
    }

    @Override
    public void processElement(StreamItem item, Context context, Collector<AlignedWindow> out)
            throws Exception {
        Opened task = Objects.requireNonNull(opened);
        StreamState known = task.stream().value();
        StreamState state = known == null ? new StreamState() : known;
        long nowMs = context.timerService().currentProcessingTime();
        if (conf.live() && item.role() == ItemRole.RECORD) {
            long endMs = (item.eventTimeUs() + item.durationUs()) / 1000;
            Objects.requireNonNull(task.metrics().sourceLagMs.get(item.modality()))
                    .update(nowMs - endMs);
        }
        task.aligner().accept(state, item, nowMs, new Output(task.metrics(), context, out));
        task.stream().update(state);
        setTimer(task, state, context);
    }

    @Override
    public void onTimer(long timeMs, OnTimerContext context, Collector<AlignedWindow> out)
            throws Exception {
        Opened task = Objects.requireNonNull(opened);
        StreamState state = task.stream().value();
        Long expected = task.timerMs().value();
        if (state == null || expected == null || expected > timeMs) {
            return;
        }
        task.timerMs().clear();
        Output output = new Output(task.metrics(), context, out);
        if (task.aligner().dropTimeMs(state) <= timeMs) {
            task.aligner().drop(state, timeMs, output);
            task.stream().clear();
            return;
        }
        task.aligner().onTime(state, timeMs, output);
        task.stream().update(state);
        setTimer(task, state, context);
    }

    /** A timer that stands earlier than needed stays: it looks again when it goes off. */
    private static void setTimer(Opened task, StreamState state, Context context) throws Exception {
        long wantedMs =
                Math.min(task.aligner().nextTimeMs(state), task.aligner().dropTimeMs(state));
        Long standing = task.timerMs().value();
        if (standing == null || wantedMs < standing) {
            context.timerService().registerProcessingTimeTimer(wantedMs);
            task.timerMs().update(wantedMs);
        }
    }

    /** Hands on what the aligner makes, and counts it. */
    private final class Output implements AlignOutput {
        private final AlignMetrics metrics;
        private final Context context;
        private final Collector<AlignedWindow> out;

        Output(AlignMetrics metrics, Context context, Collector<AlignedWindow> out) {
            this.metrics = metrics;
            this.context = context;
            this.out = out;
        }

        @Override
        public void window(AlignedWindow window, FireReason why) {
            Objects.requireNonNull(metrics.windows.get(why)).inc();
            if (conf.live() && why != FireReason.REVISION) {
                long nowMs = context.timerService().currentProcessingTime();
                metrics.lagMs.update(nowMs - window.getEndUs() / 1000);
                metrics.spreadMs.update(spreadMs(window));
            }
            out.collect(window);
        }

        @Override
        public void settled(AlignedWindow window) {
            metrics.settled.inc();
            context.output(SETTLED, window);
        }

        @Override
        public void ledger(LedgerEntry entry) {
            context.output(LEDGER, entry);
        }

        @Override
        public void late(StreamItem item) {
            metrics.late.inc();
            context.output(DEAD_LETTERS, ItemLetters.late(item, Clock.systemUTC()));
        }

        @Override
        public void refused(StreamItem item, String problem) {
            metrics.refused.inc();
            context.output(DEAD_LETTERS, ItemLetters.refused(item, problem, Clock.systemUTC()));
        }

        @Override
        public void shed(StreamItem item) {
            metrics.shed.inc();
        }

        @Override
        public void duplicate(StreamItem item) {
            metrics.duplicates.inc();
        }

        private static long spreadMs(AlignedWindow window) {
            long leastUs = Long.MAX_VALUE;
            long greatestUs = Long.MIN_VALUE;
            for (var source : window.getSources()) {
                Long passedUs = source.getPassedUs();
                if (passedUs != null
                        && source.getState() == dev.lockstep.schema.avro.SourceState.ACTIVE) {
                    leastUs = Math.min(leastUs, passedUs);
                    greatestUs = Math.max(greatestUs, passedUs);
                }
            }
            return greatestUs < leastUs ? 0 : (greatestUs - leastUs) / 1000;
        }
    }
}
