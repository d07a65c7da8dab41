package dev.lockstep.schema.flink;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decodes records of a topic, as {@link DecodingFunction} does, and hands them on. */
public final class DecodeFunction<T extends SpecificRecordBase> extends DecodingFunction<T, T>
        implements ResultTypeQueryable<T> {
    /** Side output of the records that could not be decoded. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS = DecodingFunction.DEAD_LETTERS;

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    /** A function that decodes one topic. */
    public DecodeFunction(Topic<T> topic, SchemaRegistrySupplier registry) {
        super(topic, registry);
        this.type = topic.type();
    }

    @Override
    protected void receive(T record, RawRecord raw, Context context, Collector<T> out) {
        out.collect(record);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return new AvroTypeInfo<>(type);
    }
}
