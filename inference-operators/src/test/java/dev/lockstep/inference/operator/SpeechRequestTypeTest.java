package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.CloseReason;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class SpeechRequestTypeTest {
    private static final SpeechRequest REQUEST =
            new SpeechRequest(
                    new UtteranceSpan(
                            "s",
                            "audio-0",
                            3,
                            1,
                            RequestKind.FINAL,
                            CloseReason.SILENCE,
                            1,
                            2,
                            3,
                            4,
                            5,
                            6),
                    new short[] {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE},
                    List.of("quarterly"));

    private final TypeSerializer<SpeechRequest> ours =
            SpeechRequestType.of().createSerializer(new SerializerConfigImpl());
    private final TypeSerializer<SpeechRequest> ofFlink =
            TypeInformation.of(SpeechRequest.class).createSerializer(new SerializerConfigImpl());

    @Test
    void writesWhatFlinkWritesAndReadsIt() throws IOException {
        byte[] written = bytes(ours);
        assertThat(written).isEqualTo(bytes(ofFlink));
        SpeechRequest read = ours.deserialize(new DataInputDeserializer(written));
        assertThat(read.span()).isEqualTo(REQUEST.span());
        assertThat(read.samples()).isEqualTo(REQUEST.samples());
        assertThat(read.terms()).isEqualTo(REQUEST.terms());
    }

    @Test
    void copiesShareTheSamplesAndACopyOfBytesIsWhole() throws IOException {
        assertThat(ours.copy(REQUEST).samples()).isSameAs(REQUEST.samples());
        DataOutputSerializer copied = new DataOutputSerializer(64);
        ours.copy(new DataInputDeserializer(bytes(ofFlink)), copied);
        assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes(ofFlink));
    }

    @Test
    void restoresWhatAnEarlierBuildKept() {
        assertThat(
                        ours.snapshotConfiguration()
                                .resolveSchemaCompatibility(ofFlink.snapshotConfiguration())
                                .isIncompatible())
                .isFalse();
    }

    private static byte[] bytes(TypeSerializer<SpeechRequest> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(REQUEST, out);
        return out.getCopyOfBuffer();
    }
}
