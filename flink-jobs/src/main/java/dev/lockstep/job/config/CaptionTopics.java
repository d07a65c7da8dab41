package dev.lockstep.job.config;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The topics of the captioning job. Immutable.
 *
 * @param audio sound, read
 * @param video pictures, read
 * @param text texts, read
 * @param transcripts captions as they grow
 * @param settled final captions
 * @param vision what was seen
 * @param understood what was understood of texts
 * @param aligned windows as they fire
 * @param alignedSettled windows that have settled
 * @param ledger counts
 * @param deadLetters what could not be processed
 * @param control which models are to be used, read
 * @param modelEvents what became of them
 */
public record CaptionTopics(
        Topic<AudioChunk> audio,
        Topic<VideoFrame> video,
        Topic<TextEvent> text,
        Topic<Caption> transcripts,
        Topic<Caption> settled,
        Topic<VisionResult> vision,
        Topic<TextResult> understood,
        Topic<AlignedWindow> aligned,
        Topic<AlignedWindow> alignedSettled,
        Topic<LedgerEntry> ledger,
        Topic<DeadLetter> deadLetters,
        Topic<ModelControl> control,
        Topic<ModelEvent> modelEvents) {

    /** The standard topics with a prefix, maybe empty, in front of their names. */
    public static CaptionTopics withPrefix(String prefix) {
        return new CaptionTopics(
                named(prefix, Topics.MEDIA_AUDIO),
                named(prefix, Topics.MEDIA_VIDEO),
                named(prefix, Topics.MEDIA_TEXT),
                named(prefix, Topics.TRANSCRIPTS),
                named(prefix, Topics.TRANSCRIPTS_SETTLED),
                named(prefix, Topics.VISION),
                named(prefix, Topics.TEXT),
                named(prefix, Topics.ALIGNED),
                named(prefix, Topics.ALIGNED_SETTLED),
                named(prefix, Topics.LEDGER),
                named(prefix, Topics.DEAD_LETTERS),
                named(prefix, Topics.CONTROL),
                named(prefix, Topics.MODEL_EVENTS));
    }

    /** All of them. */
    public List<Topic<?>> all() {
        return List.of(
                audio,
                video,
                text,
                transcripts,
                settled,
                vision,
                understood,
                aligned,
                alignedSettled,
                ledger,
                deadLetters,
                control,
                modelEvents);
    }

    private static <T extends SpecificRecordBase> Topic<T> named(String prefix, Topic<T> topic) {
        return prefix.isEmpty() ? topic : topic.named(prefix + topic.name());
    }
}
