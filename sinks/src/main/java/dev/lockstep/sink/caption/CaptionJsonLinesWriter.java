package dev.lockstep.sink.caption;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.Word;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object a line and caption, times in ms from the start of the recording. */
public final class CaptionJsonLinesWriter implements CaptionFormat {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String fileName() {
        return "captions.jsonl";
    }

    @Override
    public String format(List<Caption> finals, long originPtsUs) {
        StringBuilder out = new StringBuilder();
        finals.stream()
                .filter(caption -> !TimedCaption.textOf(caption).isEmpty())
                .sorted(
                        Comparator.comparingLong(Caption::getPtsUs)
                                .thenComparing(Caption::getStreamId)
                                .thenComparing(Caption::getSourceId)
                                .thenComparingLong(Caption::getUtterance))
                .forEach(caption -> out.append(json(caption, originPtsUs)).append('\n'));
        return out.toString();
    }

    private static ObjectNode json(Caption caption, long originPtsUs) {
        long startUs = caption.getPtsUs() - originPtsUs;
        long shiftUs = startUs - caption.getEventTimeUs();
        ObjectNode node = JSON.objectNode();
        node.put("stream", caption.getStreamId());
        node.put("source", caption.getSourceId());
        node.put("utterance", caption.getUtterance());
        node.put("start_ms", ms(startUs));
        node.put("end_ms", ms(startUs + caption.getDurationUs()));
        node.put("text", TimedCaption.textOf(caption));
        ArrayNode words = node.putArray("words");
        for (Word word : caption.getWords()) {
            ObjectNode wordNode = words.addObject();
            wordNode.put("text", word.getText());
            wordNode.put("start_ms", ms(word.getStartUs() + shiftUs));
            wordNode.put("end_ms", ms(word.getEndUs() + shiftUs));
            wordNode.put("confidence", rounded(word.getConfidence()));
        }
        node.put("confidence", rounded(caption.getConfidence()));
        ModelReference model = caption.getModel();
        if (model == null) {
            node.putNull("model");
        } else {
            node.putObject("model").put("id", model.getId()).put("version", model.getVersion());
        }
        node.put("close_reason", caption.getCloseReason().name());
        return node;
    }

    private static long ms(long us) {
        return Math.max(0, Math.floorDiv(us, 1000L));
    }

    private static @Nullable Double rounded(@Nullable Float confidence) {
        return confidence == null ? null : Math.round(confidence * 10_000) / 10_000.0;
    }
}
