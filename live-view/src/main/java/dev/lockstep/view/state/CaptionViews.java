package dev.lockstep.view.state;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.WordView;
import org.jspecify.annotations.Nullable;

/** Captions as the view tells them. Stateless. */
public final class CaptionViews {
    private CaptionViews() {}

    /**
     * The view of a caption.
     *
     * @param settled whether it has come on the settled topic too
     * @param origin where the stream's media time begins
     */
    public static CaptionView of(Caption caption, boolean settled, Origin origin) {
        return new CaptionView(
                caption.getSourceId(),
                caption.getUtterance(),
                caption.getRevision(),
                origin.mediaMs(caption.getEventTimeUs()),
                origin.mediaMs(caption.getEventTimeUs() + caption.getDurationUs()),
                Math.floorDiv(caption.getEventTimeUs(), 1000L),
                caption.getCommittedText(),
                caption.getTentativeText(),
                caption.getIsFinal(),
                settled,
                caption.getWords().stream().map(word -> word(word, origin)).toList(),
                ModelViews.real(caption.getConfidence()),
                caption.getLanguage(),
                ModelViews.of(caption.getModel()),
                lagMs(caption));
    }

    private static WordView word(Word word, Origin origin) {
        return new WordView(
                word.getText(),
                origin.mediaMs(word.getStartUs()),
                origin.mediaMs(word.getEndUs()),
                word.getCommitted(),
                ModelViews.real(word.getConfidence()));
    }

    /** Both texts. */
    public static String text(CaptionView caption) {
        return (caption.committed() + " " + caption.tentative()).strip();
    }

    /** End of the last word to publication, µs, not below 0; null where times are missing. */
    static @Nullable Long lagUs(Caption caption) {
        Long publishedUs = caption.getTimes().getPublishedUs();
        if (publishedUs == null || caption.getWords().isEmpty()) {
            return null;
        }
        long heardUs =
                caption.getWords().stream().mapToLong(Word::getEndUs).max().orElse(publishedUs);
        return Math.max(0, publishedUs - heardUs);
    }

    private static @Nullable Long lagMs(Caption caption) {
        Long lagUs = lagUs(caption);
        return lagUs == null ? null : (Long) (lagUs / 1000);
    }
}
