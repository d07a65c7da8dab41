package dev.lockstep.view.hls;

import dev.lockstep.sink.caption.TimedCaption;
import dev.lockstep.sink.caption.TimedWord;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.WordView;
import java.util.List;

/** Captions of the view as cues and HLS tracks take them. Stateless. */
public final class TimedCaptions {
    private TimedCaptions() {}

    /** All that a caption has, committed and tentative. */
    public static TimedCaption of(CaptionView caption) {
        String text = (caption.committed() + " " + caption.tentative()).strip();
        return of(caption, caption.words(), text);
    }

    /** What will not change any more: the committed words of an open one, all of a final one. */
    public static TimedCaption committed(CaptionView caption) {
        if (caption.isFinal()) {
            return of(caption);
        }
        List<WordView> words = caption.words().stream().takeWhile(WordView::committed).toList();
        return of(caption, words, "");
    }

    /** Names the utterance within its stream. */
    public static String key(CaptionView caption) {
        return caption.source() + "/" + caption.utterance();
    }

    private static TimedCaption of(CaptionView caption, List<WordView> words, String text) {
        return new TimedCaption(
                caption.startMs(),
                caption.endMs(),
                text,
                words.stream()
                        .map(word -> new TimedWord(word.text(), word.startMs(), word.endMs()))
                        .toList());
    }
}
