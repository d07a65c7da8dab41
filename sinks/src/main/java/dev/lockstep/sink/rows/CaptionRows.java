package dev.lockstep.sink.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.sink.rows.PassageFactory.Span;
import dev.lockstep.sink.rows.SpeechPieces.Piece;
import dev.lockstep.sink.store.CaptionRow;
import dev.lockstep.sink.store.StoreRow;
import dev.lockstep.sink.store.StreamRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of final captions. Thread-safe. */
public final class CaptionRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PassageFactory passages;

    /**
     * @param passages makes the passages; stays the caller's
     */
    public CaptionRows(PassageFactory passages) {
        this.passages = passages;
    }

    /** The rows of a caption: its stream and, where something was said, itself and its passages. */
    public List<StoreRow> of(Caption caption) {
        MediaTime time = new MediaTime(caption.getEventTimeUs() - caption.getPtsUs());
        long endUs = caption.getEventTimeUs() + caption.getDurationUs();
        List<StoreRow> rows = new ArrayList<>();
        rows.add(StoreRow.of(new StreamRow(caption.getStreamId(), time.originUs(), endUs)));
        String text = text(caption);
        if (caption.getEndOfStream() || text.isEmpty()) {
            return rows;
        }
        rows.add(StoreRow.of(row(caption, text, time)));
        int number = 0;
        for (Piece piece : SpeechPieces.of(caption)) {
            rows.add(
                    StoreRow.of(
                            passages.passage(
                                    caption.getStreamId(),
                                    caption.getSourceId(),
                                    PassageFactory.SPEECH,
                                    caption.getUtterance() + "/" + number++,
                                    caption.getRevision(),
                                    new Span(
                                            time.ms(piece.startUs()),
                                            time.ms(piece.endUs()),
                                            piece.startUs()),
                                    piece.text(),
                                    caption.getLanguage())));
        }
        return rows;
    }

    private static CaptionRow row(Caption caption, String text, MediaTime time) {
        ModelReference model = caption.getModel();
        return new CaptionRow(
                caption.getStreamId(),
                caption.getSourceId(),
                caption.getUtterance(),
                caption.getRevision(),
                time.ms(caption.getEventTimeUs()),
                time.ms(caption.getEventTimeUs() + caption.getDurationUs()),
                caption.getEventTimeUs(),
                text,
                words(caption, time),
                rounded(caption.getConfidence()),
                caption.getLanguage(),
                model == null ? null : model.getId(),
                model == null ? null : model.getVersion());
    }

    private static String words(Caption caption, MediaTime time) {
        ArrayNode words = JSON.arrayNode();
        for (Word word : caption.getWords()) {
            ObjectNode node = words.addObject();
            node.put("text", word.getText());
            node.put("start_ms", time.ms(word.getStartUs()));
            node.put("end_ms", time.ms(word.getEndUs()));
            node.put("confidence", rounded(word.getConfidence()));
        }
        return words.toString();
    }

    /** What was said. */
    static String text(Caption caption) {
        return (caption.getCommittedText() + " " + caption.getTentativeText()).strip();
    }

    /** As captions.jsonl has it. */
    private static @Nullable Double rounded(@Nullable Float confidence) {
        return confidence == null ? null : Math.round(confidence * 10_000) / 10_000.0;
    }
}
