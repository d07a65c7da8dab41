package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What cues are made from: an utterance in the time of the recording, whatever record it came in.
 * Immutable.
 *
 * @param startMs ms from the start of the recording
 * @param endMs not before startMs
 * @param text what was said, for an utterance without words of its own
 * @param words its words with their times, in order; empty where nobody knows them
 */
public record TimedCaption(long startMs, long endMs, String text, List<TimedWord> words) {
    public TimedCaption {
        words = List.copyOf(words);
    }

    /**
     * All that a caption has, committed and tentative.
     *
     * @param originPtsUs the {@code pts_us} that counts as time 0
     */
    public static TimedCaption of(Caption caption, long originPtsUs) {
        return of(caption, originPtsUs, caption.getWords(), textOf(caption));
    }

    /**
     * What will not change any more: the committed words of an open caption, all of a final one.
     *
     * @param originPtsUs the {@code pts_us} that counts as time 0
     */
    public static TimedCaption committed(Caption caption, long originPtsUs) {
        if (caption.getIsFinal()) {
            return of(caption, originPtsUs);
        }
        List<Word> words = caption.getWords();
        int committed = 0;
        while (committed < words.size() && words.get(committed).getCommitted()) {
            committed++;
        }
        return of(caption, originPtsUs, words.subList(0, committed), "");
    }

    /**
     * Its words, each without white space and not longer than a line. Where it has no words, its
     * text is spread over its time; a word that is too long is cut.
     */
    public List<TimedWord> fitted(int maxLength) {
        List<TimedWord> fitted = new ArrayList<>(words.size());
        if (words.isEmpty()) {
            addSpread(fitted, text, startMs, endMs, maxLength);
        }
        for (TimedWord word : words) {
            addSpread(fitted, word.text(), word.startMs(), word.endMs(), maxLength);
        }
        return fitted;
    }

    /** What a caption says, committed and tentative. */
    static String textOf(Caption caption) {
        return (caption.getCommittedText() + " " + caption.getTentativeText()).strip();
    }

    private static TimedCaption of(
            Caption caption, long originPtsUs, List<Word> words, String text) {
        long shiftUs = caption.getPtsUs() - caption.getEventTimeUs() - originPtsUs;
        List<TimedWord> timed = new ArrayList<>(words.size());
        for (Word word : words) {
            long start = ms(word.getStartUs() + shiftUs);
            long end = Math.max(start, ms(word.getEndUs() + shiftUs));
            timed.add(new TimedWord(word.getText(), start, end));
        }
        long startUs = caption.getEventTimeUs() + shiftUs;
        return new TimedCaption(ms(startUs), ms(startUs + caption.getDurationUs()), text, timed);
    }

    private static void addSpread(
            List<TimedWord> words, String text, long startMs, long endMs, int maxLength) {
        String clean = text.replaceAll("[\\p{Cc}\\s]+", " ").strip();
        int total = clean.length();
        int from = 0;
        while (from < total) {
            int space = clean.indexOf(' ', from);
            int to = space < 0 ? total : space;
            if (to - from > maxLength) {
                to = from + maxLength;
                if (Character.isHighSurrogate(clean.charAt(to - 1))) {
                    to--;
                }
            }
            words.add(
                    new TimedWord(
                            clean.substring(from, to),
                            startMs + (endMs - startMs) * from / total,
                            startMs + (endMs - startMs) * to / total));
            from = to == space ? to + 1 : to;
        }
    }

    private static long ms(long us) {
        return Math.max(0, Math.floorDiv(us, 1000L));
    }
}
