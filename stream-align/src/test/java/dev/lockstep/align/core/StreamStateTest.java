package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Scenario;
import dev.lockstep.align.operator.StreamStateSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StreamStateTest {
    @Test
    void readsAsItWasWritten() {
        StreamState state = inMidStream().state;
        byte[] bytes = state.toBytes();
        assertThat(bytes).hasSizeGreaterThan(2_000);
        assertThat(StreamState.fromBytes(bytes).toBytes()).isEqualTo(bytes);
        assertThat(new StreamState().copy().toBytes()).isEqualTo(new StreamState().toBytes());
    }

    @Test
    void aCopySharesNothingThatChanges() {
        Driven driven = inMidStream();
        StreamState copy = driven.state.copy();
        byte[] before = copy.toBytes();
        List<Arrival> all = Scenario.of(1).inOrder();
        driven.feed(all.subList(all.size() / 2, all.size()));
        assertThat(driven.state.toBytes()).isNotEqualTo(before);
        assertThat(copy.toBytes()).isEqualTo(before);
    }

    /**
     * Layout 1 knew no language and no moderation, layout 2 nothing of what waits in front of a gap
     * and of leaps; the rest is where it was.
     */
    @Test
    void theFirstLayoutsAreStillRead() {
        byte[] now = inMidStream().state.toBytes();
        int added = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;
        byte[] first = Arrays.copyOf(now, now.length - added);
        ByteBuffer.wrap(first).putInt(2);
        assertThat(StreamState.fromBytes(first).toBytes()).isEqualTo(now);
        ByteBuffer.wrap(first).putInt(1);
        assertThat(StreamState.fromBytes(first).toBytes()).isEqualTo(now);
        ByteBuffer.wrap(first).putInt(0);
        assertThatThrownBy(() -> StreamState.fromBytes(first))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aNewerLayoutIsRefusedWithWhatToDo() {
        byte[] bytes = new StreamState().toBytes();
        ByteBuffer.wrap(bytes).putInt(StreamState.VERSION + 1);
        assertThatThrownBy(() -> StreamState.fromBytes(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout " + (StreamState.VERSION + 1))
                .hasMessageContaining("Start the job with the version that wrote the checkpoint");
    }

    @Test
    void itsSerializerWritesItsBytes() throws IOException {
        StreamState state = inMidStream().state;
        DataOutputSerializer out = new DataOutputSerializer(64);
        StreamStateSerializer.INSTANCE.serialize(state, out);
        byte[] written = out.getCopyOfBuffer();
        StreamState read =
                StreamStateSerializer.INSTANCE.deserialize(new DataInputDeserializer(written));
        assertThat(read.toBytes()).isEqualTo(state.toBytes());
        DataOutputSerializer copied = new DataOutputSerializer(1 << 16);
        StreamStateSerializer.INSTANCE.copy(new DataInputDeserializer(written), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(written);
    }

    @Test
    void aCheckpointOfThisLayoutIsCompatibleAndANewerOneIsRefused() throws IOException {
        TypeSerializerSnapshot<StreamState> written =
                StreamStateSerializer.INSTANCE.snapshotConfiguration();
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, written);
        TypeSerializerSnapshot<StreamState> read =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());
        assertThat(written.resolveSchemaCompatibility(read).isCompatibleAsIs()).isTrue();
        assertThat(read.restoreSerializer()).isSameAs(StreamStateSerializer.INSTANCE);

        DataOutputSerializer newer = new DataOutputSerializer(8);
        newer.writeInt(StreamState.VERSION + 1);
        assertThatThrownBy(
                        () ->
                                new StreamStateSerializer.Snapshot()
                                        .readSnapshot(
                                                written.getCurrentVersion(),
                                                new DataInputDeserializer(newer.getCopyOfBuffer()),
                                                getClass().getClassLoader()))
                .hasMessageContaining("alignment")
                .hasMessageContaining("newer Lockstep");
    }

    private static Driven inMidStream() {
        List<Arrival> all = Scenario.of(1).inOrder();
        return new Driven(Confs.live(Map.of())).feed(all.subList(0, all.size() / 2));
    }
}
