package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.schema.flink.BytesSerializer;
import dev.lockstep.schema.flink.BytesSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/** Serialises {@link SegmenterState}. Stateless. */
public final class SegmenterStateSerializer extends BytesSerializer<SegmenterState> {
    /** The one there needs to be. */
    public static final SegmenterStateSerializer INSTANCE = new SegmenterStateSerializer();

    private static final long serialVersionUID = 1L;

    private SegmenterStateSerializer() {}

    @Override
    protected byte[] toBytes(SegmenterState state) {
        return state.toBytes();
    }

    @Override
    protected SegmenterState fromBytes(byte[] bytes) {
        return SegmenterState.fromBytes(bytes);
    }

    @Override
    public SegmenterState createInstance() {
        return new SegmenterState();
    }

    @Override
    public SegmenterState copy(SegmenterState from) {
        return from.copy();
    }

    @Override
    public TypeSerializerSnapshot<SegmenterState> snapshotConfiguration() {
        return new Snapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** What a checkpoint remembers of it; made by Flink through its constructor. */
    public static final class Snapshot extends BytesSerializerSnapshot<SegmenterState> {
        /** For this build's layout. */
        public Snapshot() {
            super("segmenter", SegmenterState.VERSION, INSTANCE);
        }
    }
}
