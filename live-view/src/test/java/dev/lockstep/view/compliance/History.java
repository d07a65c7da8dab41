package dev.lockstep.view.compliance;

import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.WordView;
import java.util.ArrayList;
import java.util.List;

/** Revisions of captions to measure. */
final class History {
    /** Event time of media time 0, ms since the epoch. */
    static final long ORIGIN_MS = 1_700_000_000_000L;

    private History() {}

    /** A revision whose words each last 400 ms, one every 500 ms from the start on. */
    static CaptionView caption(
            long utterance,
            int revision,
            long startMs,
            String committed,
            String tentative,
            boolean isFinal) {
        List<WordView> words = new ArrayList<>();
        add(words, startMs, committed, true);
        add(words, startMs, tentative, false);
        return new CaptionView(
                "a",
                utterance,
                revision,
                startMs,
                startMs + words.size() * 500L,
                ORIGIN_MS + startMs,
                committed,
                tentative,
                isFinal,
                false,
                words,
                null,
                null,
                null,
                null);
    }

    /** The final caption of {@link #caption}, closed later than its words end. */
    static CaptionView closed(long utterance, long startMs, long endMs, String text) {
        CaptionView caption = caption(utterance, 9, startMs, text, "", true);
        return new CaptionView(
                "a",
                utterance,
                9,
                startMs,
                endMs,
                ORIGIN_MS + startMs,
                text,
                "",
                true,
                false,
                caption.words(),
                null,
                null,
                null,
                null);
    }

    private static void add(List<WordView> words, long startMs, String text, boolean committed) {
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            long at = startMs + words.size() * 500L;
            words.add(new WordView(word, at, at + 400, committed, null));
        }
    }
}
