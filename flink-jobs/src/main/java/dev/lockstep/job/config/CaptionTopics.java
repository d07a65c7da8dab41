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
                Topics.MEDIA_AUDIO.prefixed(prefix),
                Topics.MEDIA_VIDEO.prefixed(prefix),
                Topics.MEDIA_TEXT.prefixed(prefix),
                Topics.TRANSCRIPTS.prefixed(prefix),
                Topics.TRANSCRIPTS_SETTLED.prefixed(prefix),
                Topics.VISION.prefixed(prefix),
                Topics.TEXT.prefixed(prefix),
                Topics.ALIGNED.prefixed(prefix),
                Topics.ALIGNED_SETTLED.prefixed(prefix),
                Topics.LEDGER.prefixed(prefix),
                Topics.DEAD_LETTERS.prefixed(prefix),
                Topics.CONTROL.prefixed(prefix),
                Topics.MODEL_EVENTS.prefixed(prefix));
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
}
