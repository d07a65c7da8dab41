package dev.lockstep.schema.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Remembers in a checkpoint which layout a state was written in. Older layouts are read as they
 * are, since each state carries its version; a newer one is refused before any state is touched.
 */
public abstract class BytesSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private final String name;
    private final int layout;
    private final TypeSerializer<T> serializer;

    /**
     * @param name what the state is called in messages
     * @param layout the layout that this build writes, the newest it reads
     */
    protected BytesSerializerSnapshot(String name, int layout, TypeSerializer<T> serializer) {
        this.name = name;
        this.layout = layout;
        this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(layout);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
        int written = version == VERSION ? in.readInt() : Integer.MAX_VALUE;
        if (written > layout) {
            throw new IOException(
                    "The checkpoint holds "
                            + name
                            + " state in a layout that a newer Lockstep wrote; this one reads up"
                            + " to layout "
                            + layout
                            + ". Start the job with the version that wrote the checkpoint.");
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> old) {
        return old.getClass() == getClass()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
