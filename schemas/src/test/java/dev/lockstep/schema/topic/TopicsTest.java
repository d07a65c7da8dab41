package dev.lockstep.schema.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.schema.Samples;
import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.TextEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void namesAreThoseOfTheDesign() {
        assertThat(Topics.all())
                .extracting(Topic::name)
                .containsExactly(
                        "media.audio",
                        "media.video",
                        "media.text",
                        "lockstep.transcripts",
                        "lockstep.transcripts.settled",
                        "lockstep.vision",
                        "lockstep.text",
                        "lockstep.aligned",
                        "lockstep.aligned.settled",
                        "lockstep.turns",
                        "lockstep.ledger",
                        "lockstep.dead-letters",
                        "lockstep.control",
                        "lockstep.model.events");
        assertThat(Topics.MEDIA_AUDIO.subject()).isEqualTo("media.audio-value");
    }

    @Test
    void keyAndTimestampComeFromTheRecord() {
        TextEvent event = Samples.text("ström", 1, "x");

        assertThat(Topics.MEDIA_TEXT.key(event))
                .isEqualTo("ström".getBytes(StandardCharsets.UTF_8));
        assertThat(Topics.MEDIA_TEXT.timestampMs(event)).isEqualTo(1_700_000_001_000L);
    }

    @Test
    void deadLettersTakeTheLargestRecordOfAnyTopic() {
        for (Topic<?> topic : Topics.all()) {
            if (!topic.equals(Topics.DEAD_LETTERS)) {
                assertThat(Topics.DEAD_LETTERS.maxMessageBytes())
                        .as(topic.name())
                        .isGreaterThan(topic.maxMessageBytes());
            }
        }
    }

    @Test
    void aRecordWithoutStreamHasNoTopic() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic<>("boxes", BoundingBox.class, "x", 1024, -1))
                .withMessageContaining("stream_id");
    }
}
