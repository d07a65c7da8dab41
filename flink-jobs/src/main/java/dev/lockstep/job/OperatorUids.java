package dev.lockstep.job;

import java.util.List;

/**
 * The uids under which a savepoint keeps the state of the operators. One that is changed loses its
 * state at the next upgrade: add, never rename.
 */
public final class OperatorUids {
    /** Reads audio records. */
    public static final String AUDIO_SOURCE = "audio-source";

    /** Decodes audio records. */
    public static final String AUDIO_DECODE = "audio-decode";

    /** Cuts sound into utterances. */
    public static final String SPEECH_SEGMENT = "speech-segment";

    /** Gives utterances the words that were on screen. */
    public static final String SPEECH_STEER = "speech-steer";

    /** Recognises utterances. */
    public static final String SPEECH_RECOGNIZE = "speech-recognize";

    /** Assembles captions. */
    public static final String CAPTION_ASSEMBLE = "caption-assemble";

    /** Publishes captions as they grow. */
    public static final String TRANSCRIPTS_SINK = "transcripts-sink";

    /** Publishes final captions. */
    public static final String SETTLED_SINK = "transcripts-settled-sink";

    /** Publishes counts. */
    public static final String LEDGER_SINK = "ledger-sink";

    /** Publishes what could not be processed. */
    public static final String DEAD_LETTER_SINK = "dead-letter-sink";

    /** Reads video records. */
    public static final String VIDEO_SOURCE = "video-source";

    /** Decodes video records. */
    public static final String VIDEO_DECODE = "video-decode";

    /** Makes items of frames where vision is off. */
    public static final String VIDEO_ITEMS = "video-items";

    /** Looks at frames. */
    public static final String VISION_ANALYZE = "vision-analyze";

    /** Routes what was seen. */
    public static final String VISION_RESULTS = "vision-results";

    /** Publishes what was seen. */
    public static final String VISION_SINK = "vision-sink";

    /** Reads text records. */
    public static final String TEXT_SOURCE = "text-source";

    /** Decodes text records. */
    public static final String TEXT_DECODE = "text-decode";

    /** Makes items of texts where they are not understood. */
    public static final String TEXT_ITEMS = "text-items";

    /** Analyses texts. */
    public static final String TEXT_ANALYZE = "text-analyze";

    /** Routes what was understood of texts. */
    public static final String TEXT_RESULTS = "text-results";

    /** Publishes what was understood of texts. */
    public static final String TEXT_SINK = "text-sink";

    /** Aligns the sources of a stream. */
    public static final String ALIGN = "align";

    /** Embeds the texts of windows. */
    public static final String EMBED = "embed";

    /** Embeds the texts of settled windows. */
    public static final String EMBED_SETTLED = "embed-settled";

    /** Weighs the modalities of windows. */
    public static final String FUSE = "fuse";

    /** Weighs the modalities of settled windows. */
    public static final String FUSE_SETTLED = "fuse-settled";

    /** Publishes windows as they fire. */
    public static final String ALIGNED_SINK = "aligned-sink";

    /** Publishes settled windows. */
    public static final String ALIGNED_SETTLED_SINK = "aligned-settled-sink";

    /** Reads control records. */
    public static final String CONTROL_SOURCE = "control-source";

    /** Decodes control records. */
    public static final String CONTROL_DECODE = "control-decode";

    /** Replaces models. */
    public static final String MODEL_CONTROL = "model-control";

    /** Publishes what became of models. */
    public static final String MODEL_EVENTS_SINK = "model-events-sink";

    /** Reads settled captions for the store. */
    public static final String STORE_CAPTION_SOURCE = "store-caption-source";

    /** Decodes settled captions for the store. */
    public static final String STORE_CAPTION_DECODE = "store-caption-decode";

    /** Makes rows of captions. */
    public static final String STORE_CAPTION_ROWS = "store-caption-rows";

    /** Reads settled windows for the store. */
    public static final String STORE_WINDOW_SOURCE = "store-window-source";

    /** Decodes settled windows for the store. */
    public static final String STORE_WINDOW_DECODE = "store-window-decode";

    /** Makes rows of windows; holds what is visible. */
    public static final String STORE_WINDOW_ROWS = "store-window-rows";

    /** Reads counts for the store. */
    public static final String STORE_LEDGER_SOURCE = "store-ledger-source";

    /** Decodes counts for the store. */
    public static final String STORE_LEDGER_DECODE = "store-ledger-decode";

    /** Makes rows of counts. */
    public static final String STORE_LEDGER_ROWS = "store-ledger-rows";

    /** Embeds passages. */
    public static final String STORE_EMBED = "store-embed";

    /** Writes rows to the store. */
    public static final String STORE_SINK = "store-sink";

    /** Publishes what could not be read for the store. */
    public static final String STORE_DEAD_LETTER_SINK = "store-dead-letter-sink";

    private OperatorUids() {}

    /** Those of the store job. */
    public static List<String> store() {
        return List.of(
                STORE_CAPTION_SOURCE,
                STORE_CAPTION_DECODE,
                STORE_CAPTION_ROWS,
                STORE_WINDOW_SOURCE,
                STORE_WINDOW_DECODE,
                STORE_WINDOW_ROWS,
                STORE_LEDGER_SOURCE,
                STORE_LEDGER_DECODE,
                STORE_LEDGER_ROWS,
                STORE_EMBED,
                STORE_SINK,
                STORE_DEAD_LETTER_SINK);
    }

    /** Those of the captioning job. */
    public static List<String> captioning() {
        return List.of(
                AUDIO_SOURCE,
                AUDIO_DECODE,
                SPEECH_SEGMENT,
                SPEECH_STEER,
                SPEECH_RECOGNIZE,
                CAPTION_ASSEMBLE,
                TRANSCRIPTS_SINK,
                SETTLED_SINK,
                LEDGER_SINK,
                DEAD_LETTER_SINK,
                VIDEO_SOURCE,
                VIDEO_DECODE,
                VISION_ANALYZE,
                VISION_RESULTS,
                VISION_SINK,
                TEXT_SOURCE,
                TEXT_DECODE,
                TEXT_ANALYZE,
                TEXT_RESULTS,
                TEXT_SINK,
                ALIGN,
                EMBED,
                EMBED_SETTLED,
                FUSE,
                FUSE_SETTLED,
                ALIGNED_SINK,
                ALIGNED_SETTLED_SINK,
                CONTROL_SOURCE,
                CONTROL_DECODE,
                MODEL_CONTROL,
                MODEL_EVENTS_SINK);
    }
}
