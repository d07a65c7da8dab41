package dev.lockstep.inference.operator;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.api.common.typeutils.base.array.ShortPrimitiveArraySerializer.ShortPrimitiveArraySerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Serialises samples as Flink does, byte for byte, but in one piece: Flink writes each sample by
 * itself through all layers of a checkpoint's stream, which at a second of checkpoints and many
 * waiting requests was the costliest thing that the job did beside its models. Samples are never
 * changed, so copies are the same array. Stateless.
 */
final class SamplesSerializer extends TypeSerializerSingleton<short[]> {
    static final SamplesSerializer INSTANCE = new SamplesSerializer();

    private static final long serialVersionUID = 1L;
    private static final short[] NONE = {};

    private SamplesSerializer() {}

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public short[] createInstance() {
        return NONE;
    }

    @Override
    public short[] copy(short[] from) {
        return from;
    }

    @Override
    public short[] copy(short[] from, short[] reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(short[] samples, DataOutputView target) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES);
        bytes.asShortBuffer().put(samples);
        target.writeInt(samples.length);
        target.write(bytes.array());
    }

    @Override
    public short[] deserialize(DataInputView source) throws IOException {
        short[] samples = new short[source.readInt()];
        byte[] bytes = new byte[samples.length * Short.BYTES];
        source.readFully(bytes);
        ByteBuffer.wrap(bytes).asShortBuffer().get(samples);
        return samples;
    }

    @Override
    public short[] deserialize(short[] reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length * Short.BYTES);
    }

    @Override
    public TypeSerializerSnapshot<short[]> snapshotConfiguration() {
        return new Snapshot();
    }

    private Object readResolve() {
        return INSTANCE;
    }

    /** What a checkpoint remembers of it; made by Flink through its constructor. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<short[]> {
        /** The one layout that there is. */
        public Snapshot() {
            super(() -> INSTANCE);
        }

        /** What Flink's own serialiser wrote in earlier builds has the same layout. */
        @Override
        public TypeSerializerSchemaCompatibility<short[]> resolveSchemaCompatibility(
                TypeSerializerSnapshot<short[]> before) {
            return before instanceof ShortPrimitiveArraySerializerSnapshot
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : super.resolveSchemaCompatibility(before);
        }
    }
}
