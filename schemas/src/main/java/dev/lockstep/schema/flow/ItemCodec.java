package dev.lockstep.schema.flow;

import dev.lockstep.schema.avro.Modality;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Items as bytes, for the way between tasks and for state. The layout has no version of its own:
 * what embeds it must have one ({@link #LAYOUT}). Stateless.
 */
public final class ItemCodec {
    /** Rises with each change of the layout. */
    public static final int LAYOUT = 2;

    private static final Modality[] MODALITIES = Modality.values();
    private static final ItemRole[] ROLES = ItemRole.values();
    private static final int END = 1;
    private static final int CONTENT = 2;
    private static final int MARK = 4;
    private static final int SPOKEN = 8;

    /** What a content has; layout 1 had no more than a text or none. */
    private static final int HAS_TEXT = 1;

    private static final int HAS_LANGUAGE = 2;
    private static final int HAS_MODERATION = 4;

    private ItemCodec() {}

    /** Writes an item. */
    public static void write(StreamItem item, DataOutput out) throws IOException {
        writeText(item.streamId(), out);
        writeText(item.sourceId(), out);
        out.writeByte(item.modality().ordinal());
        out.writeByte(item.role().ordinal());
        out.writeByte(
                (item.endOfStream() ? END : 0)
                        | (item.content() == null ? 0 : CONTENT)
                        | (item.mark() == null ? 0 : MARK)
                        | (item.spoken() == null ? 0 : SPOKEN));
        out.writeInt(item.epoch());
        out.writeLong(item.sequence());
        out.writeLong(item.eventTimeUs());
        out.writeLong(item.durationUs());
        out.writeLong(item.originUs());
        out.writeLong(item.ingestTimeUs());
        writeTexts(item.announced(), out);
        if (item.content() != null) {
            writeContent(item.content(), out);
        }
        if (item.mark() != null) {
            out.writeLong(item.mark().utterances());
            out.writeLong(item.mark().spokenFromUs());
        }
        if (item.spoken() != null) {
            writeSpoken(item.spoken(), out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static StreamItem read(DataInput in) throws IOException {
        String stream = readText(in);
        String source = readText(in);
        Modality modality = MODALITIES[in.readByte()];
        ItemRole role = ROLES[in.readByte()];
        int flags = in.readByte();
        return new StreamItem(
                stream,
                source,
                modality,
                role,
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                (flags & END) != 0,
                readTexts(in),
                (flags & CONTENT) == 0 ? null : readContent(in),
                (flags & MARK) == 0 ? null : new SpeechMark(in.readLong(), in.readLong()),
                (flags & SPOKEN) == 0 ? null : readSpoken(in));
    }

    /** Writes a content. */
    public static void writeContent(ItemContent content, DataOutput out) throws IOException {
        out.writeByte(
                (content.text() == null ? 0 : HAS_TEXT)
                        | (content.language() == null ? 0 : HAS_LANGUAGE)
                        | (content.moderation().isEmpty() ? 0 : HAS_MODERATION));
        if (content.text() != null) {
            writeText(content.text(), out);
        }
        writeTexts(content.labels(), out);
        writeTexts(content.onScreenText(), out);
        out.writeFloat(content.score());
        float[] embedding = content.embedding();
        out.writeInt(embedding == null ? -1 : embedding.length);
        if (embedding != null) {
            for (float value : embedding) {
                out.writeFloat(value);
            }
        }
        if (content.language() != null) {
            writeText(content.language(), out);
        }
        if (!content.moderation().isEmpty()) {
            writeScores(content.moderation(), out);
        }
    }

    /** Reads what {@link #writeContent} wrote, in this layout or the first. */
    public static ItemContent readContent(DataInput in) throws IOException {
        int has = in.readByte();
        return new ItemContent(
                (has & HAS_TEXT) == 0 ? null : readText(in),
                readTexts(in),
                readTexts(in),
                in.readFloat(),
                readEmbedding(in),
                (has & HAS_LANGUAGE) == 0 ? null : readText(in),
                (has & HAS_MODERATION) == 0 ? Map.of() : readScores(in));
    }

    /** Writes words. */
    public static void writeSpoken(SpokenWords spoken, DataOutput out) throws IOException {
        out.writeLong(spoken.utterance());
        out.writeBoolean(spoken.last());
        out.writeBoolean(spoken.endOfSpeech());
        out.writeInt(spoken.words().size());
        for (SpokenWord word : spoken.words()) {
            writeText(word.text(), out);
            out.writeLong(word.startUs());
            out.writeLong(word.endUs());
            out.writeFloat(word.confidence());
        }
    }

    /** Reads what {@link #writeSpoken} wrote. */
    public static SpokenWords readSpoken(DataInput in) throws IOException {
        long utterance = in.readLong();
        boolean last = in.readBoolean();
        boolean endOfSpeech = in.readBoolean();
        int count = in.readInt();
        List<SpokenWord> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(new SpokenWord(readText(in), in.readLong(), in.readLong(), in.readFloat()));
        }
        return new SpokenWords(utterance, last, endOfSpeech, words);
    }

    /** Writes a text of any length; {@link DataOutput#writeUTF} ends at 64 KiB. */
    public static void writeText(String text, DataOutput out) throws IOException {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #writeText} wrote. */
    public static String readText(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(text, out);
        }
    }

    private static List<String> readTexts(DataInput in) throws IOException {
        int count = in.readInt();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readText(in));
        }
        return texts;
    }

    /** In the order of the categories, so that equal contents have equal bytes. */
    private static void writeScores(Map<String, Float> scores, DataOutput out) throws IOException {
        out.writeInt(scores.size());
        for (Map.Entry<String, Float> score : new TreeMap<>(scores).entrySet()) {
            writeText(score.getKey(), out);
            out.writeFloat(score.getValue());
        }
    }

    private static Map<String, Float> readScores(DataInput in) throws IOException {
        int count = in.readInt();
        Map<String, Float> scores = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            scores.put(readText(in), in.readFloat());
        }
        return scores;
    }

    private static float @Nullable [] readEmbedding(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
