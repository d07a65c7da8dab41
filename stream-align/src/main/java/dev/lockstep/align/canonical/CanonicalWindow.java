package dev.lockstep.align.canonical;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.WindowMember;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a settled window as bytes: the same for two runs that found the same, whenever
 * they ran and in however many revisions. Stateless.
 *
 * <p>Times count from the origin of the stream's grid, so a replay that starts at another time of
 * day gives the same bytes. Left out is what tells of the run and not of the stream: revision, fire
 * reason, processing times, the clocks of the sources and absolute times; and how sure the
 * recogniser was of its words, with the weights, attributions, similarities and the fused embedding
 * that follow from it or from a model that may answer late: that differs in the fourth digit with
 * how often an utterance was decoded on the way. The language and the moderation of a text are in:
 * they follow from the text alone.
 *
 * <p>The form begins with its version and is never ambiguous: texts and lists say their length,
 * what may be absent says whether it is there, numbers are big-endian, and both zeros of a float
 * are one.
 */
public final class CanonicalWindow {
    private static final int VERSION = 2;

    private CanonicalWindow() {}

    /** The bytes of a window. */
    public static byte[] bytes(AlignedWindow window) {
        long originUs = window.getOriginUs();
        CanonicalBytes out = new CanonicalBytes();
        out.number(VERSION);
        out.text(window.getStreamId());
        out.number(window.getIndex());
        out.number(window.getStartUs() - originUs);
        out.number(window.getEndUs() - originUs);
        out.number(window.getMembers().size());
        for (WindowMember member : window.getMembers()) {
            write(out, member, originUs);
        }
        out.number(window.getModalities().size());
        for (ModalityStatus modality : window.getModalities()) {
            write(out, modality);
        }
        out.optionalText(window.getFusion());
        return out.toByteArray();
    }

    private static void write(CanonicalBytes out, WindowMember member, long originUs) {
        out.text(member.getModality().name());
        out.text(member.getSourceId());
        out.number(member.getEpoch());
        out.number(member.getSequence());
        out.number(member.getRecords());
        out.number(member.getEventTimeUs() - originUs);
        out.number(member.getDurationUs());
        out.optionalText(member.getText());
        texts(out, member.getLabels());
        texts(out, member.getOnScreenText());
        out.optionalText(member.getLanguage());
        scores(out, member.getModeration());
        boolean words = member.getRecords() == 0;
        out.optionalFraction(words ? null : member.getScore());
        out.vector(member.getEmbedding());
        out.number(member.getSkewUs());
        Long anchorUs = member.getAnchorTimeUs();
        out.flag(anchorUs != null);
        if (anchorUs != null) {
            out.number(anchorUs - originUs);
        }
        out.flag(member.getInterpolated());
    }

    private static void write(CanonicalBytes out, ModalityStatus modality) {
        out.text(modality.getModality().name());
        out.text(modality.getCompleteness().name());
        out.optionalText(modality.getReason());
        out.optionalFraction(modality.getCoverage());
    }

    private static void scores(CanonicalBytes out, Map<String, Float> scores) {
        out.number(scores.size());
        new TreeMap<>(scores)
                .forEach(
                        (category, score) -> {
                            out.text(category);
                            out.optionalFraction(score);
                        });
    }

    private static void texts(CanonicalBytes out, List<String> texts) {
        out.number(texts.size());
        texts.forEach(out::text);
    }
}
