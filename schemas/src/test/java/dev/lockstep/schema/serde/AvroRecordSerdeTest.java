package dev.lockstep.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.schema.InMemorySchemaRegistry;
import dev.lockstep.schema.Samples;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvroRecordSerdeTest {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroRecordEncoder<TextEvent> encoder =
            new AvroRecordEncoder<>(Topics.MEDIA_TEXT, registry);
    private final AvroRecordDecoder<TextEvent> decoder =
            new AvroRecordDecoder<>(Topics.MEDIA_TEXT, registry);

    @Test
    void valuesBeginWithZeroAndTheSchemaIdAndReadBack() throws Exception {
        registry.register("another", Schema.create(Schema.Type.STRING));
        TextEvent event = Samples.text("s", 7, "grüße 🎬");

        byte[] value = encoder.encode(event);

        assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 0, 0, 0, 2);
        assertThat(decoder.decode(value)).isEqualTo(event);
    }

    @Test
    void aBadRecordDoesNotChangeTheOnesAfterIt() throws Exception {
        byte[] bad = text("BAD");
        // The union's branch of the author: out of range, in the middle of the record.
        bad[bad.length - 7] = 0x7e;
        List<byte[]> values = List.of(text("a"), bad, text("c"), text("d"), text("e"));

        assertThat(decodeAll(values))
                .containsExactly("a", FailureKind.CORRUPT.name(), "c", "d", "e");
    }

    @Test
    void aTruncatedRecordDoesNotChangeTheOnesAfterIt() throws Exception {
        byte[] whole = text("a");
        for (int length = 5; length < whole.length; length++) {
            assertThat(decodeAll(List.of(Arrays.copyOf(whole, length), text("c"), text("d"))))
                    .as("cut at " + length)
                    .containsExactly(FailureKind.CORRUPT.name(), "c", "d");
        }
    }

    @Test
    void namesWhatIsWrong() {
        byte[] whole = text("a");
        byte[] foreign = whole.clone();
        foreign[0] = '{';
        byte[] unknown = whole.clone();
        unknown[4] = 99;

        assertThat(kindOf(null)).isEqualTo(FailureKind.EMPTY);
        assertThat(kindOf(new byte[0])).isEqualTo(FailureKind.EMPTY);
        assertThat(kindOf(foreign)).isEqualTo(FailureKind.BAD_MAGIC);
        assertThat(kindOf(new byte[] {0, 0, 0})).isEqualTo(FailureKind.BAD_MAGIC);
        assertThat(kindOf(unknown)).isEqualTo(FailureKind.UNKNOWN_SCHEMA_ID);
        assertThat(kindOf(Arrays.copyOf(whole, whole.length + 1)))
                .isEqualTo(FailureKind.TRAILING_BYTES);
        assertThat(kindOf(new byte[Topics.MEDIA_TEXT.maxMessageBytes() + 1]))
                .isEqualTo(FailureKind.TOO_LARGE);
        assertThat(kindOf(encoder.encode(Samples.text(" ", 0, "x"))))
                .isEqualTo(FailureKind.INVALID_FIELD);
        TextEvent beforeTheEpoch = Samples.text("s", 0, "x");
        beforeTheEpoch.setEventTimeUs(-1);
        assertThat(kindOf(encoder.encode(beforeTheEpoch))).isEqualTo(FailureKind.INVALID_FIELD);
    }

    @Test
    void aRecordOfAnotherTopicIsRefused() {
        byte[] audio =
                new AvroRecordEncoder<>(Topics.MEDIA_AUDIO, registry)
                        .encode(Samples.audio("s", 0, new byte[4]));

        assertThat(kindOf(audio)).isEqualTo(FailureKind.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void anUnreachableRegistryIsNotTheRecordsFault() throws Exception {
        byte[] value = text("a");
        registry.setUnreachable(true);

        assertThat(kindOf(value)).isEqualTo(FailureKind.REGISTRY_UNREACHABLE);
        assertThat(FailureKind.REGISTRY_UNREACHABLE.isInfrastructure()).isTrue();

        registry.setUnreachable(false);
        assertThat(decoder.decode(value).getText()).isEqualTo("a");
    }

    @Test
    void aRecordWithAMissingFieldIsNotWritten() {
        AudioChunk chunk = Samples.audio("s", 0, new byte[2]);
        chunk.put("source_id", null);
        AvroRecordEncoder<AudioChunk> audio = new AvroRecordEncoder<>(Topics.MEDIA_AUDIO, registry);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> audio.encode(chunk))
                .withMessageContaining("media.audio")
                .withMessageContaining("source_id");
    }

    @Test
    void aRecordOfAnOlderSchemaGetsTheDefaultsOfNewFields() throws Exception {
        Schema current = TextEvent.getClassSchema();
        List<Schema.Field> older = new ArrayList<>();
        for (Schema.Field field : current.getFields()) {
            if (!field.name().equals("author")) {
                older.add(new Schema.Field(field, field.schema()));
            }
        }
        Schema before =
                Schema.createRecord(current.getName(), null, current.getNamespace(), false, older);
        byte[] value = OlderWriter.encode(registry, before, Samples.text("s", 3, "old"));

        TextEvent read = decoder.decode(value);

        assertThat(read.getText()).isEqualTo("old");
        assertThat(read.getSequence()).isEqualTo(3);
        assertThat(read.getAuthor()).isNull();
    }

    @Test
    void payloadsReadBackWhateverTheirPosition() throws Exception {
        ByteBuffer slice = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3).slice();
        AudioChunk chunk = Samples.audio("s", 0, new byte[0]);
        chunk.setPayload(slice);

        byte[] value = new AvroRecordEncoder<>(Topics.MEDIA_AUDIO, registry).encode(chunk);
        AudioChunk read = new AvroRecordDecoder<>(Topics.MEDIA_AUDIO, registry).decode(value);

        assertThat(read.getPayload()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    private byte[] text(String text) {
        return encoder.encode(Samples.text("s", 1, text));
    }

    private List<String> decodeAll(List<byte[]> values) {
        List<String> out = new ArrayList<>();
        for (byte[] value : values) {
            try {
                out.add(decoder.decode(value).getText());
            } catch (UndecodableRecordException e) {
                out.add(e.kind().name());
            }
        }
        return out;
    }

    private FailureKind kindOf(byte @Nullable [] value) {
        UndecodableRecordException[] thrown = new UndecodableRecordException[1];
        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> decoder.decode(value))
                .satisfies(e -> thrown[0] = e);
        assertThat(thrown[0].reason()).isNotBlank().endsWith(".");
        return thrown[0].kind();
    }
}
