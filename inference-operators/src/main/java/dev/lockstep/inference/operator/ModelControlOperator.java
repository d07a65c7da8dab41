package dev.lockstep.inference.operator;

import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.swap.ModelSlots;
import dev.lockstep.inference.swap.SwapEvent;
import dev.lockstep.inference.swap.SwapPhase;
import dev.lockstep.inference.swap.SwapRequest;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands control records to the models of its process and writes what becomes of them. Every subtask
 * must get every record; where a process has several subtasks, the first speaks for it. Its state
 * is which models were in service, so that a restored job begins with them.
 *
 * <p>An operator and not a function, because events come when models are ready, not when records
 * come: they are put into the task's mailbox.
 */
public final class ModelControlOperator extends AbstractStreamOperator<ModelEvent>
        implements OneInputStreamOperator<ModelControl, ModelEvent> {
    private static final long serialVersionUID = 1L;

    private final String scope;
    private final List<String> slots;
    private transient SharedResources.@Nullable Lease<ModelSlots> lease;
    private transient @Nullable Runnable listening;
    private transient @Nullable MailboxExecutor mailbox;
    private transient @Nullable ListState<ModelControl> newest;
    private transient @Nullable ListState<ModelControl> inService;
    private transient @Nullable ListState<String> settled;

    /**
     * @param scope that of the models of the same job
     * @param slots those that the job has
     */
    public ModelControlOperator(String scope, List<String> slots) {
        this.scope = scope;
        this.slots = List.copyOf(slots);
    }

    @Override
    public void setMailboxExecutor(MailboxExecutor executor) {
        super.setMailboxExecutor(executor);
        mailbox = executor;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        var store = context.getOperatorStateStore();
        ListState<ModelControl> asked = store.getUnionListState(controls("newest"));
        ListState<ModelControl> served = store.getUnionListState(controls("in-service"));
        ListState<String> done =
                store.getUnionListState(new ListStateDescriptor<>("settled", Types.STRING));
        newest = asked;
        inService = served;
        settled = done;
        SharedResources.Lease<ModelSlots> held = ModelSlots.acquire(scope);
        lease = held;
        held.value()
                .restore(
                        new ModelSlots.Memory(
                                requests(asked), requests(served), listOf(done.get())));
    }

    private static ListStateDescriptor<ModelControl> controls(String name) {
        return new ListStateDescriptor<>(name, new AvroTypeInfo<>(ModelControl.class));
    }

    private static List<SwapRequest> requests(ListState<ModelControl> state) throws Exception {
        return listOf(state.get()).stream().map(ModelControls::request).toList();
    }

    private static <T> List<T> listOf(Iterable<T> values) {
        List<T> list = new ArrayList<>();
        values.forEach(list::add);
        return list;
    }

    @Override
    public void open() throws Exception {
        super.open();
        listening = slots().listen(this::pass);
    }

    private ModelSlots slots() {
        return Objects.requireNonNull(lease).value();
    }

    @Override
    public void processElement(StreamRecord<ModelControl> element) {
        SwapRequest request = ModelControls.request(element.getValue());
        if (slots.contains(request.slot())) {
            slots().request(request);
        } else if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            slots().tell(unknown(request));
        }
    }

    private SwapEvent unknown(SwapRequest request) {
        return new SwapEvent(
                request.slot(),
                request.id(),
                SwapPhase.REFUSED,
                null,
                null,
                SwapEvent.Shadow.NONE,
                "This job has no slot " + request.slot() + "; it has " + String.join(", ", slots),
                ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant()));
    }

    /** On any thread. */
    private void pass(SwapEvent event) {
        ModelEvent written = ModelControls.event(event);
        try {
            Objects.requireNonNull(mailbox)
                    .execute(() -> output.collect(new StreamRecord<>(written)), "model event");
        } catch (RejectedExecutionException e) {
            LOG.debug("The task ends; an event is in the log only", e);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        // Every subtask reads what all have written: one is enough.
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        ModelSlots.Memory memory = first ? slots().memory() : ModelSlots.Memory.NONE;
        Objects.requireNonNull(newest)
                .update(memory.newest().stream().map(ModelControls::record).toList());
        Objects.requireNonNull(inService)
                .update(memory.inService().stream().map(ModelControls::record).toList());
        Objects.requireNonNull(settled).update(memory.settled());
    }

    @Override
    public void close() throws Exception {
        if (listening != null) {
            listening.run();
        }
        if (lease != null) {
            lease.close();
        }
        super.close();
    }
}
