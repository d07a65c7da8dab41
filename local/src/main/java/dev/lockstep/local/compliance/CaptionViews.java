package dev.lockstep.local.compliance;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ModelView;
import dev.lockstep.view.model.WordView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captions of the topic as the compliance meter takes them. Stateless. */
final class CaptionViews {
    private CaptionViews() {}

    static CaptionView of(Caption caption) {
        long shiftUs = caption.getPtsUs() - caption.getEventTimeUs();
        List<WordView> words =
                caption.getWords().stream().map(word -> word(word, shiftUs)).toList();
        return new CaptionView(
                caption.getSourceId(),
                caption.getUtterance(),
                caption.getRevision(),
                ms(caption.getPtsUs()),
                ms(caption.getPtsUs() + caption.getDurationUs()),
                ms(caption.getEventTimeUs()),
                caption.getCommittedText(),
                caption.getTentativeText(),
                caption.getIsFinal(),
                false,
                words,
                wide(caption.getConfidence()),
                caption.getLanguage(),
                model(caption.getModel()),
                null);
    }

    private static WordView word(Word word, long shiftUs) {
        return new WordView(
                word.getText(),
                ms(word.getStartUs() + shiftUs),
                ms(word.getEndUs() + shiftUs),
                word.getCommitted(),
                wide(word.getConfidence()));
    }

    private static @Nullable ModelView model(@Nullable ModelReference model) {
        return model == null ? null : new ModelView(model.getId(), model.getVersion());
    }

    private static @Nullable Double wide(@Nullable Float value) {
        return value == null ? null : (Double) value.doubleValue();
    }

    private static long ms(long us) {
        return Math.floorDiv(us, 1_000L);
    }
}
