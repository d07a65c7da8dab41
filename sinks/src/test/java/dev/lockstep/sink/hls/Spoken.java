package dev.lockstep.sink.hls;

import dev.lockstep.sink.caption.TimedCaption;
import dev.lockstep.sink.caption.TimedWord;
import java.util.ArrayList;
import java.util.List;

/** Captions to test with, and what a player makes of segments. */
final class Spoken {
    private Spoken() {}

    /** Words that each last a given time, one right after the other. */
    static TimedCaption caption(long startMs, long wordMs, String text) {
        List<TimedWord> words = new ArrayList<>();
        long at = startMs;
        for (String word : text.split(" ", -1)) {
            words.add(new TimedWord(word, at, at + wordMs));
            at += wordMs;
        }
        return new TimedCaption(startMs, at, text, words);
    }

    /** The first words of a caption. */
    static TimedCaption first(TimedCaption caption, int words) {
        return new TimedCaption(
                caption.startMs(), caption.endMs(), "", caption.words().subList(0, words));
    }
}
