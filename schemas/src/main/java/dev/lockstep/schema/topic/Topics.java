package dev.lockstep.schema.topic;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.DialogueTurn;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.List;

/** The topics of Lockstep under their standard names. */
public final class Topics {
    private static final int MIB = 1024 * 1024;
    private static final long GIB = 1024L * MIB;
    private static final String EVENT_TIME = "event_time_us";

    /** Sound. */
    public static final Topic<AudioChunk> MEDIA_AUDIO =
            new Topic<>("media.audio", AudioChunk.class, EVENT_TIME, MIB, 4 * GIB);

    /** Pictures, inline or by reference. */
    public static final Topic<VideoFrame> MEDIA_VIDEO =
            new Topic<>("media.video", VideoFrame.class, EVENT_TIME, MIB, 8 * GIB);

    /** Chat, subtitles, slide notes. */
    public static final Topic<TextEvent> MEDIA_TEXT =
            new Topic<>("media.text", TextEvent.class, EVENT_TIME, MIB, GIB);

    /** Captions as they grow; at-least-once, the highest revision wins. */
    public static final Topic<Caption> TRANSCRIPTS =
            new Topic<>("lockstep.transcripts", Caption.class, EVENT_TIME, MIB, GIB);

    /** Final captions; exactly-once, to be read with {@code read_committed}. */
    public static final Topic<Caption> TRANSCRIPTS_SETTLED =
            new Topic<>("lockstep.transcripts.settled", Caption.class, EVENT_TIME, MIB, -1);

    /** What was seen in frames. */
    public static final Topic<VisionResult> VISION =
            new Topic<>("lockstep.vision", VisionResult.class, EVENT_TIME, MIB, GIB);

    /** What was understood of texts. */
    public static final Topic<TextResult> TEXT =
            new Topic<>("lockstep.text", TextResult.class, EVENT_TIME, MIB, GIB);

    /** Windows over all modalities as they fire; at-least-once, the highest revision wins. */
    public static final Topic<AlignedWindow> ALIGNED =
            new Topic<>("lockstep.aligned", AlignedWindow.class, "start_us", 2 * MIB, GIB);

    /** Windows that nothing can change any more; exactly-once. */
    public static final Topic<AlignedWindow> ALIGNED_SETTLED =
            new Topic<>("lockstep.aligned.settled", AlignedWindow.class, "start_us", 2 * MIB, -1);

    /** Turns of a dialogue. */
    public static final Topic<DialogueTurn> TURNS =
            new Topic<>("lockstep.turns", DialogueTurn.class, EVENT_TIME, MIB, GIB);

    /** What became of every input, in counts; exactly-once. */
    public static final Topic<LedgerEntry> LEDGER =
            new Topic<>("lockstep.ledger", LedgerEntry.class, EVENT_TIME, MIB, -1);

    /** Records that could not be processed; takes the largest record of any other topic whole. */
    public static final Topic<DeadLetter> DEAD_LETTERS =
            new Topic<>("lockstep.dead-letters", DeadLetter.class, "failed_at_us", 4 * MIB, -1);

    /** Which models are to be used; only the newest record of each slot is kept. */
    public static final Topic<ModelControl> CONTROL =
            new Topic<>(
                    "lockstep.control",
                    ModelControl.class,
                    "requested_at_us",
                    "slot",
                    MIB,
                    -1,
                    true);

    /** What became of models that were to be used, by process. */
    public static final Topic<ModelEvent> MODEL_EVENTS =
            new Topic<>(
                    "lockstep.model.events", ModelEvent.class, "time_us", "slot", MIB, GIB, false);

    private Topics() {}

    /** All of them. */
    public static List<Topic<?>> all() {
        return List.of(
                MEDIA_AUDIO,
                MEDIA_VIDEO,
                MEDIA_TEXT,
                TRANSCRIPTS,
                TRANSCRIPTS_SETTLED,
                VISION,
                TEXT,
                ALIGNED,
                ALIGNED_SETTLED,
                TURNS,
                LEDGER,
                DEAD_LETTERS,
                CONTROL,
                MODEL_EVENTS);
    }
}
