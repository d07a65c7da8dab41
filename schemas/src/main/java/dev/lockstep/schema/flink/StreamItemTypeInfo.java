package dev.lockstep.schema.flink;

import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how {@link StreamItem} travels. Stateless. */
public final class StreamItemTypeInfo extends TypeInformation<StreamItem> {
    /** The one there needs to be. */
    public static final StreamItemTypeInfo INSTANCE = new StreamItemTypeInfo();

    private static final long serialVersionUID = 1L;

    private StreamItemTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<StreamItem> getTypeClass() {
        return StreamItem.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<StreamItem> createSerializer(SerializerConfig config) {
        return StreamItemSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "StreamItem";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamItemTypeInfo;
    }

    @Override
    public int hashCode() {
        return StreamItemTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StreamItemTypeInfo;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
