package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The origin of an utterance that could not be recognised: it came from many records, so partition
 * and offset are −1 and there is no value; its sound is still on the audio topic.
 *
 * @param span the utterance
 */
record UnansweredUtterance(UtteranceSpan span) implements DeadLetters.Origin {
    @Override
    public String topic() {
        return Topics.MEDIA_AUDIO.name();
    }

    @Override
    public int partition() {
        return -1;
    }

    @Override
    public long offset() {
        return -1;
    }

    @Override
    public long timestampMs() {
        return Math.floorDiv(span.startUs(), 1000L);
    }

    @Override
    public byte[] key() {
        return span.streamId().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] value() {
        return null;
    }

    /** Says which sound it was. */
    String describe(@Nullable String failure) {
        return "Utterance "
                + span.utterance()
                + " of source "
                + span.sourceId()
                + " ("
                + span.durationUs() / 1000
                + " ms from event time "
                + span.startUs()
                + " µs) was not recognised: "
                + failure;
    }
}
