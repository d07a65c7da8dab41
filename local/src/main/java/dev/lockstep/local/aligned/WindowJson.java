package dev.lockstep.local.aligned;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.WindowMember;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A settled window as one JSON object. Times in ms count from the origin of the stream's grid, and
 * are numbers with up to three decimals. Stateless.
 */
final class WindowJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double US_PER_MS = 1_000;

    private WindowJson() {}

    static String line(AlignedWindow window) {
        long originUs = window.getOriginUs();
        ObjectNode node = JSON.objectNode();
        node.put("stream", window.getStreamId());
        node.put("index", window.getIndex());
        ms(node, "start_ms", window.getStartUs() - originUs);
        ms(node, "end_ms", window.getEndUs() - originUs);
        node.put("start_us", window.getStartUs());
        ObjectNode modalities = node.putObject("modalities");
        for (ModalityStatus status : window.getModalities()) {
            add(modalities.putObject(name(status.getModality())), status);
        }
        ArrayNode members = node.putArray("members");
        for (WindowMember member : window.getMembers()) {
            add(members.addObject(), member, originUs);
        }
        node.put("fusion", window.getFusion());
        node.put("embedding_length", length(window.getEmbedding()));
        ArrayNode similarities = node.putArray("similarities");
        for (CrossModalSimilarity similarity : window.getSimilarities()) {
            similarities
                    .addObject()
                    .put("first", name(similarity.getFirst()))
                    .put("second", name(similarity.getSecond()))
                    .put("cosine", rounded(similarity.getCosine()));
        }
        return node.toString();
    }

    private static void add(ObjectNode node, ModalityStatus status) {
        node.put("completeness", status.getCompleteness().name().toLowerCase(Locale.ROOT));
        node.put("reason", status.getReason());
        node.put("coverage", rounded(status.getCoverage()));
        node.put("weight", rounded(status.getWeight()));
        node.put("attribution", rounded(status.getAttribution()));
        ArrayNode models = node.putArray("models");
        for (ModelReference model : status.getModels()) {
            models.add(model.getId() + " " + model.getVersion());
        }
    }

    private static void add(ObjectNode node, WindowMember member, long originUs) {
        long startUs = member.getEventTimeUs() - originUs;
        node.put("modality", name(member.getModality()));
        node.put("source", member.getSourceId());
        ms(node, "start_ms", startUs);
        ms(node, "end_ms", startUs + member.getDurationUs());
        node.put("text", member.getText());
        texts(node.putArray("labels"), member.getLabels());
        texts(node.putArray("on_screen_text"), member.getOnScreenText());
        node.put("language", member.getLanguage());
        ObjectNode moderation = node.putObject("moderation");
        new TreeMap<>(member.getModeration())
                .forEach((category, score) -> moderation.put(category, rounded(score)));
        node.put("score", rounded(member.getScore()));
        Long anchorUs = member.getAnchorTimeUs();
        if (anchorUs == null) {
            node.putNull("anchor_ms");
        } else {
            ms(node, "anchor_ms", anchorUs - originUs);
        }
        ms(node, "skew_ms", member.getSkewUs());
        node.put("interpolated", member.getInterpolated());
        node.put("records", member.getRecords());
        node.put("epoch", member.getEpoch());
        node.put("sequence", member.getSequence());
        node.put("embedding_length", length(member.getEmbedding()));
    }

    private static void texts(ArrayNode node, List<String> texts) {
        texts.forEach(node::add);
    }

    private static void ms(ObjectNode node, String field, long us) {
        if (us % 1_000 == 0) {
            node.put(field, us / 1_000);
        } else {
            node.put(field, us / US_PER_MS);
        }
    }

    private static String name(Modality modality) {
        return modality.name().toLowerCase(Locale.ROOT);
    }

    private static int length(@Nullable List<Float> embedding) {
        return embedding == null ? 0 : embedding.size();
    }

    private static @Nullable Double rounded(@Nullable Float value) {
        return value == null ? null : Math.round(value * 10_000) / 10_000.0;
    }
}
