package dev.lockstep.schema.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DerivedOriginTest {
    @Test
    void aDecodedRecordIsWhollyInItsValue() throws Exception {
        TextEvent event =
                TextEvent.newBuilder()
                        .setStreamId("s")
                        .setSourceId("chat")
                        .setSequence(7)
                        .setEventTimeUs(1_234_567)
                        .setPtsUs(0)
                        .setDurationUs(0)
                        .setIngestTimeUs(2_000_000)
                        .setKind(TextKind.CHAT)
                        .setText("hello")
                        .build();

        DerivedOrigin origin = DerivedOrigin.of(Topics.MEDIA_TEXT, event);

        assertThat(origin.topic()).isEqualTo("media.text");
        assertThat(origin.partition()).isEqualTo(-1);
        assertThat(origin.offset()).isEqualTo(-1);
        assertThat(origin.timestampMs()).isEqualTo(1_234);
        assertThat(origin.key()).isEqualTo("s".getBytes(StandardCharsets.UTF_8));
        assertThat(TextEvent.fromByteBuffer(ByteBuffer.wrap(origin.value()))).isEqualTo(event);
    }
}
