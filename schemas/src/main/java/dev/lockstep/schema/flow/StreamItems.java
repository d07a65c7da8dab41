package dev.lockstep.schema.flow;

import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.PictureDescription;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes items of records. Stateless. */
public final class StreamItems {
    private StreamItems() {}

    /**
     * A chunk of sound, without its samples.
     *
     * @param role {@link ItemRole#RECORD} or {@link ItemRole#INVALID}
     * @param mark how far it was searched; null where it was not
     */
    public static StreamItem of(AudioChunk chunk, ItemRole role, @Nullable SpeechMark mark) {
        return new StreamItem(
                chunk.getStreamId(),
                chunk.getSourceId(),
                Modality.AUDIO,
                role,
                chunk.getEpoch(),
                chunk.getSequence(),
                chunk.getEventTimeUs(),
                chunk.getDurationUs(),
                chunk.getEventTimeUs() - chunk.getPtsUs(),
                chunk.getIngestTimeUs(),
                chunk.getEndOfStream(),
                chunk.getStreamSources(),
                null,
                mark,
                null);
    }

    /**
     * A frame, without its picture.
     *
     * @param seen what was seen in it; null where nobody looked
     */
    public static StreamItem of(VideoFrame frame, @Nullable VisionResult seen) {
        return new StreamItem(
                frame.getStreamId(),
                frame.getSourceId(),
                Modality.VIDEO,
                ItemRole.RECORD,
                frame.getEpoch(),
                frame.getSequence(),
                frame.getEventTimeUs(),
                frame.getDurationUs(),
                frame.getEventTimeUs() - frame.getPtsUs(),
                frame.getIngestTimeUs(),
                frame.getEndOfStream(),
                frame.getStreamSources(),
                seen == null ? null : content(seen),
                null,
                null);
    }

    /** A text. */
    public static StreamItem of(TextEvent text) {
        return new StreamItem(
                text.getStreamId(),
                text.getSourceId(),
                Modality.TEXT,
                ItemRole.RECORD,
                text.getEpoch(),
                text.getSequence(),
                text.getEventTimeUs(),
                text.getDurationUs(),
                text.getEventTimeUs() - text.getPtsUs(),
                text.getIngestTimeUs(),
                text.getEndOfStream(),
                text.getStreamSources(),
                text.getEndOfStream() ? null : ItemContent.text(text.getText()),
                null,
                null);
    }

    /** A text and what was understood of it; its embedding stays in the result. */
    public static StreamItem of(TextEvent text, TextResult understood) {
        StreamItem item = of(text);
        ItemContent content = item.content();
        return content == null
                ? item
                : item.with(
                        content.withLanguage(understood.getLanguage(), understood.getModeration()));
    }

    /** What a frame says: its description, its labels, each once, best first, and its lines. */
    private static ItemContent content(VisionResult seen) {
        List<String> labels =
                seen.getDetections().stream()
                        .sorted((a, b) -> Float.compare(b.getScore(), a.getScore()))
                        .map(Detection::getLabel)
                        .distinct()
                        .toList();
        float score =
                seen.getDetections().stream()
                        .map(Detection::getScore)
                        .max(Float::compare)
                        .orElse(Float.NaN);
        float[] embedding = null;
        List<Float> values = seen.getEmbedding();
        if (values != null) {
            embedding = new float[values.size()];
            for (int i = 0; i < embedding.length; i++) {
                embedding[i] = values.get(i);
            }
        }
        PictureDescription description = seen.getDescription();
        return new ItemContent(
                description == null ? null : description.getText(),
                labels,
                seen.getOnScreenText().stream().map(OnScreenText::getText).toList(),
                score,
                embedding);
    }
}
