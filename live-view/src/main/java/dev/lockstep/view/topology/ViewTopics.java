package dev.lockstep.view.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.util.List;

/**
 * The topics that the view reads; all of them have the stream as key and as many partitions as one
 * another. Immutable.
 *
 * @param transcripts captions as they grow
 * @param transcriptsSettled final captions
 * @param aligned windows as they fire
 * @param alignedSettled windows that have settled
 * @param vision what was seen
 * @param video pictures
 * @param text what was understood of texts
 * @param ledger counts
 * @param turns dialogue turns
 * @param deadLetters what could not be processed
 */
public record ViewTopics(
        Topic<Caption> transcripts,
        Topic<Caption> transcriptsSettled,
        Topic<AlignedWindow> aligned,
        Topic<AlignedWindow> alignedSettled,
        Topic<VisionResult> vision,
        Topic<VideoFrame> video,
        Topic<TextResult> text,
        Topic<LedgerEntry> ledger,
        Topic<DialogueTurn> turns,
        Topic<DeadLetter> deadLetters) {

    /** The standard topics with a prefix, maybe empty, in front of their names. */
    public static ViewTopics withPrefix(String prefix) {
        return new ViewTopics(
                Topics.TRANSCRIPTS.prefixed(prefix),
                Topics.TRANSCRIPTS_SETTLED.prefixed(prefix),
                Topics.ALIGNED.prefixed(prefix),
                Topics.ALIGNED_SETTLED.prefixed(prefix),
                Topics.VISION.prefixed(prefix),
                Topics.MEDIA_VIDEO.prefixed(prefix),
                Topics.TEXT.prefixed(prefix),
                Topics.LEDGER.prefixed(prefix),
                Topics.TURNS.prefixed(prefix),
                Topics.DEAD_LETTERS.prefixed(prefix));
    }

    /** All of them. */
    public List<Topic<?>> all() {
        return List.of(
                transcripts,
                transcriptsSettled,
                aligned,
                alignedSettled,
                vision,
                video,
                text,
                ledger,
                turns,
                deadLetters);
    }
}
