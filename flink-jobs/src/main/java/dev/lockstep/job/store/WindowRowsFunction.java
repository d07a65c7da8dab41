package dev.lockstep.job.store;

import dev.lockstep.inference.text.moderate.ModerationPolicy;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.sink.rows.Appearance;
import dev.lockstep.sink.rows.PassageFactory;
import dev.lockstep.sink.rows.WindowRows;
import dev.lockstep.sink.store.StoreRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes rows of settled windows, keyed by stream; remembers what is visible. */
public final class WindowRowsFunction
        extends KeyedProcessFunction<String, AlignedWindow, StoreRow> {
    private static final long serialVersionUID = 1L;

    /** What was visible of a stream that has ended is forgotten after so long. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private final ModerationPolicy policy;
    private final long gapUs;
    private transient @Nullable PassageFactory passages;
    private transient @Nullable WindowRows rows;
    private transient @Nullable ValueState<Map<String, Appearance>> visible;

    /**
     * @param policy which texts are kept back
     * @param gap how long something may be out of sight without being new
     */
    public WindowRowsFunction(ModerationPolicy policy, Duration gap) {
        this.policy = policy;
        this.gapUs = gap.toNanos() / 1000;
    }

    @Override
    public void open(OpenContext context) {
        PassageFactory factory = new PassageFactory();
        passages = factory;
        rows = new WindowRows(factory, scores -> policy.verdict(scores) == TextVerdict.HOLD, gapUs);
        ValueStateDescriptor<Map<String, Appearance>> descriptor =
                new ValueStateDescriptor<>(
                        "visible", Types.MAP(Types.STRING, TypeInformation.of(Appearance.class)));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(RETENTION).build());
        visible = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(AlignedWindow window, Context context, Collector<StoreRow> out)
            throws Exception {
        ValueState<Map<String, Appearance>> state = Objects.requireNonNull(visible);
        Map<String, Appearance> seen = state.value();
        if (seen == null) {
            seen = new HashMap<>();
        }
        Objects.requireNonNull(rows).of(window, seen).forEach(out::collect);
        if (seen.isEmpty()) {
            state.clear();
        } else {
            state.update(seen);
        }
    }

    @Override
    public void close() {
        if (passages != null) {
            passages.close();
        }
    }
}
