package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.caption.AssemblerState;
import dev.lockstep.schema.flink.BytesSerializer;
import dev.lockstep.schema.flink.BytesSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serialises {@link AssemblerState}. Stateless. */
public final class AssemblerStateSerializer extends BytesSerializer<AssemblerState> {
    /** The one there needs to be. */
    public static final AssemblerStateSerializer INSTANCE = new AssemblerStateSerializer();

    private static final long serialVersionUID = 1L;

    private AssemblerStateSerializer() {}

    @Override
    protected byte[] toBytes(AssemblerState state) {
        return state.toBytes();
    }

    @Override
    protected AssemblerState fromBytes(byte[] bytes) {
        return AssemblerState.fromBytes(bytes);
    }

    @Override
    public AssemblerState createInstance() {
        return new AssemblerState();
    }

    @Override
    public AssemblerState copy(AssemblerState from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<AssemblerState> snapshotConfiguration() {
        return new Snapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** What a checkpoint remembers of it; made by Flink through its constructor. */
    public static final class Snapshot extends BytesSerializerSnapshot<AssemblerState> {
        /** For this build's layout. */
        public Snapshot() {
            super("assembler", AssemblerState.VERSION, INSTANCE);
        }
    }
}
