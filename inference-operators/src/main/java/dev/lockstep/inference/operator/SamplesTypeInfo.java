package dev.lockstep.inference.operator;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how samples travel. Stateless. */
final class SamplesTypeInfo extends TypeInformation<short[]> {
    static final SamplesTypeInfo INSTANCE = new SamplesTypeInfo();

    private static final long serialVersionUID = 1L;

    private SamplesTypeInfo() {}

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
    public Class<short[]> getTypeClass() {
        return short[].class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<short[]> createSerializer(SerializerConfig config) {
        return SamplesSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Samples";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SamplesTypeInfo;
    }

    @Override
    public int hashCode() {
        return SamplesTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SamplesTypeInfo;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
