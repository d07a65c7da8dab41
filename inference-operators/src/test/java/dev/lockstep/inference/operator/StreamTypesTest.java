package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.caption.AssemblerState;
import dev.lockstep.inference.speech.segment.SegmenterConf;
import dev.lockstep.inference.speech.segment.SegmenterState;
import dev.lockstep.inference.speech.segment.SpeechSegmenter;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.flink.RawRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTypesTest {
    private static final String FOLDER = "/dev/lockstep/inference/operator/";

    @ParameterizedTest
    @ValueSource(
            classes = {
                AudioInput.class,
                RawRecord.class,
                SpeechRequest.class,
                SpeechOutcome.class,
                VisionOutcome.class,
                SeenFrame.class,
                ReadText.class,
                EmbeddedWindow.class,
                OutcomePosition.class
            })
    void streamAndStateTypesNeedNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void stateOfVersionOneIsStillRead() throws Exception {
        SegmenterState segmenter =
                restore("segmenter-state-v1.bin", new SegmenterStateSerializer.Snapshot());
        assertThat(segmenter.isOpen()).isTrue();
        AssemblerState assembler =
                restore("assembler-state-v1.bin", new AssemblerStateSerializer.Snapshot());
        assertThat(assembler.utterance()).isEqualTo(1);
        SpeechSegmenter next =
                new SpeechSegmenter(
                        new LoudnessModels().acquire().detector(), SegmenterConf.defaults());
        assertThat(next.accept(segmenter, Sounds.end("s", 12).chunk())).hasSize(2);
    }

    @Test
    void stateOfANewerVersionIsRefused() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(4);
        out.writeInt(SegmenterState.VERSION + 1);
        assertThatThrownBy(
                        () ->
                                new SegmenterStateSerializer.Snapshot()
                                        .readSnapshot(
                                                1,
                                                new DataInputDeserializer(out.getCopyOfBuffer()),
                                                getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("segmenter state in a layout that a newer Lockstep wrote");
    }

    /** A fixture is what a checkpoint holds: the serialiser's snapshot, then the state. */
    private static <T> T restore(String name, TypeSerializerSnapshot<T> snapshot)
            throws IOException {
        try (var file = StreamTypesTest.class.getResourceAsStream(FOLDER + name)) {
            DataInputDeserializer in =
                    new DataInputDeserializer(
                            java.util.Objects.requireNonNull(file).readAllBytes());
            snapshot.readSnapshot(in.readInt(), in, StreamTypesTest.class.getClassLoader());
            return snapshot.restoreSerializer().deserialize(in);
        }
    }

    /** How the fixtures were made; run by hand when a version is added, never to replace one. */
    static <T> byte[] fixture(TypeSerializerSnapshot<T> snapshot, T state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeInt(snapshot.getCurrentVersion());
        snapshot.writeSnapshot(out);
        snapshot.restoreSerializer().serialize(state, out);
        return out.getCopyOfBuffer();
    }
}
