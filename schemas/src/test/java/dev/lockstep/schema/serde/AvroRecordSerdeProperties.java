package dev.lockstep.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.InMemorySchemaRegistry;
import dev.lockstep.schema.Samples;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;

class AvroRecordSerdeProperties {
    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroRecordEncoder<TextEvent> textEncoder =
            new AvroRecordEncoder<>(Topics.MEDIA_TEXT, registry);
    private final AvroRecordDecoder<TextEvent> textDecoder =
            new AvroRecordDecoder<>(Topics.MEDIA_TEXT, registry);
    private final AvroRecordEncoder<AudioChunk> audioEncoder =
            new AvroRecordEncoder<>(Topics.MEDIA_AUDIO, registry);
    private final AvroRecordDecoder<AudioChunk> audioDecoder =
            new AvroRecordDecoder<>(Topics.MEDIA_AUDIO, registry);

    @Property
    void whatIsWrittenIsRead(
            @ForAll @NotBlank String streamId,
            @ForAll @LongRange(min = 0, max = 1L << 40) long sequence,
            @ForAll byte[] payload)
            throws Exception {
        AudioChunk chunk = Samples.audio(wellFormed(streamId), sequence, payload);

        assertThat(audioDecoder.decode(audioEncoder.encode(chunk))).isEqualTo(chunk);
    }

    @Property
    void textOfEveryScriptIsRead(@ForAll String text) throws Exception {
        TextEvent event = Samples.text("s", 1, wellFormed(text));

        assertThat(textDecoder.decode(textEncoder.encode(event))).isEqualTo(event);
    }

    @Property
    void noBytesEverThrowAnythingElseOrSpoilTheNextRecord(
            @ForAll @Size(max = 60) byte[] noise, @ForAll @IntRange(max = 60) int keep)
            throws Exception {
        TextEvent good = Samples.text("s", 1, "good");
        byte[] encoded = textEncoder.encode(good);
        byte[] damaged = Arrays.copyOf(encoded, Math.min(encoded.length, keep) + noise.length);
        System.arraycopy(noise, 0, damaged, damaged.length - noise.length, noise.length);
        try {
            assertThat(textDecoder.decode(damaged).getStreamId()).isNotBlank();
        } catch (UndecodableRecordException e) {
            assertThat(e.reason()).isNotBlank();
        }

        assertThat(textDecoder.decode(encoded)).isEqualTo(good);
    }

    /** Lone surrogates cannot be written in UTF-8. */
    private static String wellFormed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
