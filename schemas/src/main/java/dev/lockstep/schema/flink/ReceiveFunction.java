package dev.lockstep.schema.flink;

import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flow.EventTimeLimits;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.topic.Topic;
import java.io.Serializable;
import java.time.Clock;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes records of a topic and refuses those whose time cannot be: each is a dead letter with its
 * bytes, and an item for the ledger of its source.
 */
public final class ReceiveFunction<T extends SpecificRecordBase> extends DecodingFunction<T, T>
        implements ResultTypeQueryable<T> {
    /** Side output of what the aligner must know of refused records. */
    public static final OutputTag<StreamItem> REFUSED =
            new OutputTag<>("refused", StreamItemTypeInfo.INSTANCE);

    /** Stage of records whose time cannot be. */
    public static final String STAGE = "clock";

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final EventTimeLimits limits;
    private final ItemOf<T> item;

    /** Makes an item of a record. */
    public interface ItemOf<T> extends Function<T, StreamItem>, Serializable {}

    /**
     * @param limits what the time of a record may be
     * @param item how the aligner sees a record
     */
    public ReceiveFunction(
            Topic<T> topic,
            SchemaRegistrySupplier registry,
            EventTimeLimits limits,
            ItemOf<T> item) {
        super(topic, registry);
        this.type = topic.type();
        this.limits = limits;
        this.item = item;
    }

    @Override
    protected void receive(T record, RawRecord raw, Context context, Collector<T> out) {
        StreamItem seen = item.apply(record);
        String problem = limits.problem(seen, System.currentTimeMillis() * 1000);
        if (problem == null) {
            out.collect(record);
            return;
        }
        context.output(REFUSED, seen.as(ItemRole.INVALID));
        context.output(
                DEAD_LETTERS,
                DeadLetters.of(
                        raw,
                        STAGE,
                        seen.streamId(),
                        FailureKind.INVALID_FIELD,
                        problem,
                        Clock.systemUTC()));
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return new AvroTypeInfo<>(type);
    }
}
