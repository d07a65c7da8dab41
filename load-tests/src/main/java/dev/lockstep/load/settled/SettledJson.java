package dev.lockstep.load.settled;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lockstep.align.canonical.CanonicalCaption;
import dev.lockstep.align.canonical.CanonicalWindow;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.avro.Word;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Settled captions and windows as JSON, with just the fields of their canonical forms and the
 * SHA-256 of those, so that equal lines mean equal results and different ones can be read. Times
 * are µs from the origin of the stream's grid, or the start of the utterance. Stateless.
 */
final class SettledJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SettledJson() {}

    static String line(AlignedWindow window) {
        long originUs = window.getOriginUs();
        ObjectNode node = JSON.objectNode();
        node.put("stream", window.getStreamId());
        node.put("window", window.getIndex());
        node.put("start_us", window.getStartUs() - originUs);
        node.put("end_us", window.getEndUs() - originUs);
        ObjectNode modalities = node.putObject("modalities");
        for (ModalityStatus status : window.getModalities()) {
            modalities
                    .putObject(lower(status.getModality().name()))
                    .put("completeness", lower(status.getCompleteness().name()))
                    .put("reason", status.getReason())
                    .put("coverage", status.getCoverage());
        }
        ArrayNode members = node.putArray("members");
        window.getMembers().forEach(member -> add(members.addObject(), member, originUs));
        node.put("fusion", window.getFusion());
        node.put("sha256", sha256(CanonicalWindow.bytes(window)));
        return node.toString();
    }

    static String line(Caption caption) {
        long startUs = caption.getEventTimeUs();
        ObjectNode node = JSON.objectNode();
        node.put("stream", caption.getStreamId());
        node.put("source", caption.getSourceId());
        node.put("utterance", caption.getUtterance());
        node.put("pts_us", caption.getPtsUs());
        node.put("duration_us", caption.getDurationUs());
        node.put("text", caption.getCommittedText());
        node.put("tentative_text", caption.getTentativeText());
        ArrayNode words = node.putArray("words");
        for (Word word : caption.getWords()) {
            words.addObject()
                    .put("text", word.getText())
                    .put("start_us", word.getStartUs() - startUs)
                    .put("end_us", word.getEndUs() - startUs);
        }
        node.put("close_reason", lower(caption.getCloseReason().name()));
        node.put("language", caption.getLanguage());
        node.put("sha256", sha256(CanonicalCaption.bytes(caption)));
        return node.toString();
    }

    private static void add(ObjectNode node, WindowMember member, long originUs) {
        node.put("modality", lower(member.getModality().name()));
        node.put("source", member.getSourceId());
        node.put("epoch", member.getEpoch());
        node.put("sequence", member.getSequence());
        node.put("records", member.getRecords());
        node.put("start_us", member.getEventTimeUs() - originUs);
        node.put("duration_us", member.getDurationUs());
        node.put("text", member.getText());
        texts(node.putArray("labels"), member.getLabels());
        texts(node.putArray("on_screen_text"), member.getOnScreenText());
        node.put("language", member.getLanguage());
        ObjectNode moderation = node.putObject("moderation");
        new TreeMap<>(member.getModeration()).forEach(moderation::put);
        // How sure the recogniser was is not part of the canonical form.
        node.put("score", member.getRecords() == 0 ? null : member.getScore());
        node.put("embedding", vector(member.getEmbedding()));
        node.put("skew_us", member.getSkewUs());
        Long anchorUs = member.getAnchorTimeUs();
        node.put("anchor_us", anchorUs == null ? null : anchorUs - originUs);
        node.put("interpolated", member.getInterpolated());
    }

    private static void texts(ArrayNode node, List<String> texts) {
        texts.forEach(node::add);
    }

    /** The length of a vector and the first digits of its SHA-256. */
    private static @Nullable String vector(@Nullable List<Float> values) {
        if (values == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Float.BYTES);
        values.forEach(value -> bytes.putFloat(value + 0f));
        return values.size() + ":" + sha256(bytes.array()).substring(0, 16);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
