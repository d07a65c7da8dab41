package dev.lockstep.sink.caption;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A word that fits on a line, in the time of the recording.
 *
 * @param text without white space
 * @param startMs ms from the start of the recording
 * @param endMs not before startMs
 */
record TimedWord(String text, long startMs, long endMs) {

    /**
     * The words of a caption. Where it has none with times, its text is spread over its duration;
     * words longer than a line are cut.
     */
    static List<TimedWord> of(Caption caption, long originPtsUs, int maxLength) {
        long shiftUs = caption.getPtsUs() - caption.getEventTimeUs() - originPtsUs;
        List<TimedWord> words = new ArrayList<>();
        if (caption.getWords().isEmpty()) {
            addSpread(
                    words,
                    text(caption),
                    ms(caption.getEventTimeUs() + shiftUs),
                    ms(caption.getEventTimeUs() + shiftUs + caption.getDurationUs()),
                    maxLength);
        }
        for (Word word : caption.getWords()) {
            long start = ms(word.getStartUs() + shiftUs);
            addSpread(
                    words,
                    word.getText(),
                    start,
                    Math.max(start, ms(word.getEndUs() + shiftUs)),
                    maxLength);
        }
        return words;
    }

    /** What was said, committed and tentative. */
    static String text(Caption caption) {
        return (caption.getCommittedText() + " " + caption.getTentativeText()).strip();
    }

    private static void addSpread(
            List<TimedWord> words, String text, long startMs, long endMs, int maxLength) {
        String clean = text.replaceAll("[\\p{Cc}\\s]+", " ").strip();
        if (clean.isEmpty()) {
            return;
        }
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
