package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.context.ScreenTerms;
import dev.lockstep.schema.flink.BytesSerializer;
import dev.lockstep.schema.flink.BytesSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serialises {@link ScreenTerms}. Stateless. */
public final class ScreenTermsSerializer extends BytesSerializer<ScreenTerms> {
    /** The one there needs to be. */
    public static final ScreenTermsSerializer INSTANCE = new ScreenTermsSerializer();

    private static final long serialVersionUID = 1L;

    private ScreenTermsSerializer() {}

    @Override
    protected byte[] toBytes(ScreenTerms terms) {
        return terms.toBytes();
    }

    @Override
    protected ScreenTerms fromBytes(byte[] bytes) {
        return ScreenTerms.fromBytes(bytes);
    }

    @Override
    public ScreenTerms createInstance() {
        return new ScreenTerms();
    }

    @Override
    public ScreenTerms copy(ScreenTerms from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<ScreenTerms> snapshotConfiguration() {
        return new Snapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** What a checkpoint remembers of it; made by Flink through its constructor. */
    public static final class Snapshot extends BytesSerializerSnapshot<ScreenTerms> {
        /** For this build's layout. */
        public Snapshot() {
            super("screen-terms", ScreenTerms.VERSION, INSTANCE);
        }
    }
}
