package dev.lockstep.align.canonical;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;

/**
 * The content of a final caption as bytes: the same for two runs that heard the same. Stateless.
 *
 * <p>Times count from the start of the utterance, and that from the start of the source. Left out
 * is what tells of the run and not of the stream: revision, processing times, absolute times, the
 * model and how sure it was. The form is as unambiguous as that of {@link CanonicalWindow}.
 */
public final class CanonicalCaption {
    private static final int VERSION = 1;

    private CanonicalCaption() {}

    /** The bytes of a caption. */
    public static byte[] bytes(Caption caption) {
        long startUs = caption.getEventTimeUs();
        CanonicalBytes out = new CanonicalBytes();
        out.number(VERSION);
        out.text(caption.getStreamId());
        out.text(caption.getSourceId());
        out.number(caption.getUtterance());
        out.number(caption.getPtsUs());
        out.number(caption.getDurationUs());
        out.text(caption.getCommittedText());
        out.text(caption.getTentativeText());
        out.number(caption.getWords().size());
        for (Word word : caption.getWords()) {
            out.text(word.getText());
            out.number(word.getStartUs() - startUs);
            out.number(word.getEndUs() - startUs);
            out.flag(word.getCommitted());
        }
        out.flag(caption.getIsFinal());
        out.text(caption.getCloseReason().name());
        out.optionalText(caption.getLanguage());
        return out.toByteArray();
    }
}
