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
import org.apache.avro.specific.SpecificRecordBase;

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
                named(prefix, Topics.TRANSCRIPTS),
                named(prefix, Topics.TRANSCRIPTS_SETTLED),
                named(prefix, Topics.ALIGNED),
                named(prefix, Topics.ALIGNED_SETTLED),
                named(prefix, Topics.VISION),
                named(prefix, Topics.MEDIA_VIDEO),
                named(prefix, Topics.TEXT),
                named(prefix, Topics.LEDGER),
                named(prefix, Topics.TURNS),
                named(prefix, Topics.DEAD_LETTERS));
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

    private static <T extends SpecificRecordBase> Topic<T> named(String prefix, Topic<T> topic) {
        return prefix.isEmpty() ? topic : topic.named(prefix + topic.name());
    }
}
