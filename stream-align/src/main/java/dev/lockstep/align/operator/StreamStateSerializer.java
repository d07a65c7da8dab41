package dev.lockstep.align.operator;

import dev.lockstep.align.core.StreamState;
import dev.lockstep.schema.flink.BytesSerializer;
import dev.lockstep.schema.flink.BytesSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serialises {@link StreamState}. Stateless. */
public final class StreamStateSerializer extends BytesSerializer<StreamState> {
    /** The one there needs to be. */
    public static final StreamStateSerializer INSTANCE = new StreamStateSerializer();

    private static final long serialVersionUID = 1L;

    private StreamStateSerializer() {}

    @Override
    protected byte[] toBytes(StreamState state) {
        return state.toBytes();
    }

    @Override
    protected StreamState fromBytes(byte[] bytes) {
        return StreamState.fromBytes(bytes);
    }

    @Override
    public StreamState createInstance() {
        return new StreamState();
    }

    @Override
    public StreamState copy(StreamState from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<StreamState> snapshotConfiguration() {
        return new Snapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** What a checkpoint remembers of it; made by Flink through its constructor. */
    public static final class Snapshot extends BytesSerializerSnapshot<StreamState> {
        /** For this build's layout. */
        public Snapshot() {
            super("alignment", StreamState.VERSION, INSTANCE);
        }
    }
}
