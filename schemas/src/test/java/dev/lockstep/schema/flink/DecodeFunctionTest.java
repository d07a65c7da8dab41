package dev.lockstep.schema.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.schema.InMemorySchemaRegistry;
import dev.lockstep.schema.Samples;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {
    // Static: the function's supplier is serialised, the registry must stay this one.
    private static InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

    @BeforeEach
    void freshRegistry() {
        registry = new InMemorySchemaRegistry();
    }

    @Test
    void aBadRecordBecomesADeadLetterAndTheOthersPass() throws Exception {
        byte[] bad = {0, 0, 0, 0, 1, 2, 3};
        try (var harness = open()) {
            harness.processElement(raw(0, encode("a")), 10);
            harness.processElement(raw(1, bad), 11);
            harness.processElement(raw(2, encode("c")), 12);

            assertThat(harness.extractOutputValues())
                    .extracting(TextEvent::getText)
                    .containsExactly("a", "c");
            assertThat(harness.getOutput())
                    .extracting(record -> ((StreamRecord<?>) record).getTimestamp())
                    .containsExactly(10L, 12L);
            List<DeadLetter> letters =
                    harness.getSideOutput(DecodeFunction.DEAD_LETTERS).stream()
                            .map(StreamRecord::getValue)
                            .toList();
            assertThat(letters).hasSize(1);
            DeadLetter letter = letters.get(0);
            assertThat(letter.getOffset()).isEqualTo(1);
            assertThat(letter.getStreamId()).isEqualTo("s");
            assertThat(letter.getFailureKind()).isEqualTo(FailureKind.CORRUPT.name());
            assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(bad));
        }
    }

    @Test
    void whileTheRegistryIsOutOfReachTheTaskFailsAndNothingIsSetAside() throws Exception {
        byte[] value = encode("a");
        registry.setUnreachable(true);
        try (var harness = open()) {
            assertThatThrownBy(() -> harness.processElement(raw(0, value), 10))
                    .isInstanceOf(UndecodableRecordException.class);
            assertThat(harness.getSideOutput(DecodeFunction.DEAD_LETTERS)).isNull();
        }
    }

    private static OneInputStreamOperatorTestHarness<RawRecord, TextEvent> open() throws Exception {
        return ProcessFunctionTestHarnesses.forProcessFunction(
                new DecodeFunction<>(Topics.MEDIA_TEXT, () -> registry));
    }

    private static byte[] encode(String text) {
        return new AvroRecordEncoder<>(Topics.MEDIA_TEXT, registry)
                .encode(Samples.text("s", 0, text));
    }

    private static RawRecord raw(long offset, byte[] value) {
        byte[] key = "s".getBytes(StandardCharsets.UTF_8);
        return new RawRecord("media.text", 0, offset, 5, key, value);
    }
}
