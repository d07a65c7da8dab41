package dev.lockstep.schema.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.InMemorySchemaRegistry;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.flink.RawRecord;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.ofEpochSecond(1_700_000_000, 123_456_789), ZoneOffset.UTC);

    @Test
    void tellsWhereItCameFromAndKeepsTheBytes() {
        DeadLetter letter = letter(new byte[] {1, 2}, new byte[] {3, 4, 5}, "why");

        assertThat(letter.getTopic()).isEqualTo("t");
        assertThat(letter.getPartition()).isEqualTo(3);
        assertThat(letter.getOffset()).isEqualTo(42);
        assertThat(letter.getRecordTimeMs()).isEqualTo(1_000);
        assertThat(letter.getStage()).isEqualTo("decode");
        assertThat(letter.getStreamId()).isEqualTo("s");
        assertThat(letter.getFailureKind()).isEqualTo("CORRUPT");
        assertThat(letter.getMessage()).isEqualTo("why");
        assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {3, 4, 5}));
        assertThat(letter.getValueSizeBytes()).isEqualTo(3);
        assertThat(letter.getFailedAtUs()).isEqualTo(1_700_000_000_123_456L);
    }

    @Test
    void aNullValueStaysNull() {
        DeadLetter letter = letter(null, null, "why");

        assertThat(letter.getKey()).isNull();
        assertThat(letter.getValue()).isNull();
        assertThat(letter.getValueSizeBytes()).isZero();
    }

    @Test
    void keepsTheLargestRecordOfEveryOtherTopicWhole() {
        for (Topic<?> topic : Topics.all()) {
            if (!topic.equals(Topics.DEAD_LETTERS)) {
                byte[] value = random(topic.maxMessageBytes());
                assertThat(letter(null, value, "why").getValue()).isEqualTo(ByteBuffer.wrap(value));
            }
        }
    }

    @Test
    void theLongestOfAllFitsOnItsTopicAndTellsItsTrueSize() throws Exception {
        byte[] value = random(Topics.DEAD_LETTERS.maxMessageBytes() * 2);
        DeadLetter letter =
                letter(random(DeadLetters.MAX_KEY_BYTES * 2), value, "…".repeat(100_000));

        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        byte[] encoded = new AvroRecordEncoder<>(Topics.DEAD_LETTERS, registry).encode(letter);
        DeadLetter read = new AvroRecordDecoder<>(Topics.DEAD_LETTERS, registry).decode(encoded);

        assertThat(encoded.length).isLessThan(Topics.DEAD_LETTERS.maxMessageBytes() - 1024);
        assertThat(read.getValueSizeBytes()).isEqualTo(value.length);
        assertThat(read.getValue().remaining()).isEqualTo(DeadLetters.MAX_VALUE_BYTES);
        assertThat(read.getMessage()).hasSize(DeadLetters.MAX_MESSAGE_CHARS);
    }

    private static DeadLetter letter(
            byte @Nullable [] key, byte @Nullable [] value, String message) {
        RawRecord origin = new RawRecord("t", 3, 42, 1_000, key, value);
        return DeadLetters.of(origin, "decode", "s", FailureKind.CORRUPT, message, CLOCK);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
