package dev.lockstep.schema.flink;

import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemCodec;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serialises {@link StreamItem}; written by hand because every record of every stream passes it and
 * a reflective one took most of the aligner's time. Stateless.
 */
public final class StreamItemSerializer extends TypeSerializerSingleton<StreamItem> {
    /** The one there needs to be. */
    public static final StreamItemSerializer INSTANCE = new StreamItemSerializer();

    private static final long serialVersionUID = 1L;

    private StreamItemSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public StreamItem createInstance() {
        return new StreamItem(
                "",
                "",
                Modality.UNKNOWN,
                ItemRole.RECORD,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                List.of(),
                null,
                null,
                null);
    }

    @Override
    public StreamItem copy(StreamItem from) {
        return from;
    }

    @Override
    public StreamItem copy(StreamItem from, StreamItem reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(StreamItem item, DataOutputView target) throws IOException {
        ItemCodec.write(item, target);
    }

    @Override
    public StreamItem deserialize(DataInputView source) throws IOException {
        return ItemCodec.read(source);
    }

    @Override
    public StreamItem deserialize(StreamItem reuse, DataInputView source) throws IOException {
        return ItemCodec.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        ItemCodec.write(ItemCodec.read(source), target);
    }

    @Override
    public TypeSerializerSnapshot<StreamItem> snapshotConfiguration() {
        return new Snapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** What a checkpoint remembers of it; made by Flink through its constructor. */
    public static final class Snapshot extends BytesSerializerSnapshot<StreamItem> {
        /** For this build's layout. */
        public Snapshot() {
            super("stream item", ItemCodec.LAYOUT, INSTANCE);
        }
    }
}
