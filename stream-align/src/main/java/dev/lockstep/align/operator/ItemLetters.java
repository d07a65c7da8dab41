package dev.lockstep.align.operator;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.DerivedOrigin;
import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;
import dev.lockstep.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Dead letters of items; their records are still on their topics. Stateless. */
final class ItemLetters {
    /** Stage of what came too late: it is counted by the ledger as dropped, not as refused. */
    static final String ALIGN = "align";

    /** Stage of what the clock of its source does not allow. */
    static final String CLOCK = "clock";

    private ItemLetters() {}

    static DeadLetter late(StreamItem item, Clock clock) {
        String what =
                item.role() == ItemRole.SPOKEN
                        ? "Words of an utterance"
                        : "The record " + name(item);
        return letter(
                item,
                ALIGN,
                FailureKind.TOO_LATE,
                what
                        + " of source "
                        + item.sourceId()
                        + " came after all windows that they belong to had settled. Raise"
                        + " align.allowed-lateness, or look why the source is late.",
                clock);
    }

    static DeadLetter refused(StreamItem item, String problem, Clock clock) {
        return letter(
                item,
                CLOCK,
                FailureKind.INVALID_FIELD,
                "The record " + name(item) + " of source " + item.sourceId() + ": " + problem,
                clock);
    }

    private static DeadLetter letter(
            StreamItem item, String stage, FailureKind kind, String message, Clock clock) {
        return DeadLetters.of(
                new DerivedOrigin(
                        topic(item.modality()),
                        Math.floorDiv(item.eventTimeUs(), 1000L),
                        item.streamId().getBytes(StandardCharsets.UTF_8),
                        null),
                stage,
                item.streamId(),
                kind,
                message,
                clock);
    }

    private static String name(StreamItem item) {
        return item.epoch() + "/" + item.sequence() + " (event time " + item.eventTimeUs() + " µs)";
    }

    private static String topic(Modality modality) {
        return switch (modality) {
            case VIDEO -> Topics.MEDIA_VIDEO.name();
            case TEXT -> Topics.MEDIA_TEXT.name();
            default -> Topics.MEDIA_AUDIO.name();
        };
    }
}
