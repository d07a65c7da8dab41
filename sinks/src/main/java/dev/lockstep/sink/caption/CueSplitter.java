package dev.lockstep.sink.caption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts captions into cues that can be read: two lines of 42 characters at most, seven seconds at
 * most, broken at pauses and ends of sentences, and long enough on screen where the next one allows
 * it. Cues come in the order of their start. Stateless.
 */
public final class CueSplitter {
    /** Characters of a line. */
    public static final int MAX_LINE_CHARS = 42;

    /** How long a cue stays at least where there is room, ms. */
    public static final long MIN_CUE_MS = 1_000;

    static final int MAX_LINES = 2;
    static final long MAX_CUE_MS = 7_000;
    private static final long PAUSE_MS = 1_500;
    private static final int SENTENCE_MIN_CHARS = 24;

    private CueSplitter() {}

    /** The cues of whole captions. */
    public static List<Cue> split(List<TimedCaption> captions) {
        List<Cue> cues = new ArrayList<>();
        for (TimedCaption caption : captions) {
            List<TimedWord> words = caption.fitted(MAX_LINE_CHARS);
            int from = 0;
            while (from < words.size()) {
                int to = endOfCue(words, from);
                cues.add(cue(words.subList(from, to)));
                from = to;
            }
        }
        cues.sort(Comparator.comparingLong(Cue::startMs).thenComparingLong(Cue::endMs));
        for (int i = 0; i < cues.size(); i++) {
            long next = i + 1 < cues.size() ? cues.get(i + 1).startMs() : Long.MAX_VALUE;
            cues.set(i, readable(cues.get(i), next));
        }
        return cues;
    }

    /**
     * Where the cue ends that begins with a word: the index of the first word that is not in it.
     *
     * @param words words of one caption, none longer than a line
     * @param from an index of them
     */
    public static int endOfCue(List<TimedWord> words, int from) {
        TimedWord first = words.get(from);
        int to = from + 1;
        while (to < words.size()) {
            TimedWord last = words.get(to - 1);
            TimedWord next = words.get(to);
            if (next.startMs() - last.endMs() > PAUSE_MS
                    || next.endMs() - first.startMs() > MAX_CUE_MS
                    || lines(words.subList(from, to + 1)).size() > MAX_LINES
                    || (endsSentence(last)
                            && length(words.subList(from, to)) > SENTENCE_MIN_CHARS)) {
                break;
            }
            to++;
        }
        return to;
    }

    /** The cue of one or more words that {@link #endOfCue} puts together. */
    public static Cue cue(List<TimedWord> words) {
        long start = words.get(0).startMs();
        long end = Math.max(start + 1, words.get(words.size() - 1).endMs());
        return new Cue(start, end, lines(words));
    }

    /** Stays a second where there is room, and leaves when the next one comes. */
    private static Cue readable(Cue cue, long nextStartMs) {
        long wanted = Math.max(cue.endMs(), cue.startMs() + MIN_CUE_MS);
        return cue.endingAt(nextStartMs > cue.startMs() ? Math.min(wanted, nextStartMs) : wanted);
    }

    private static List<String> lines(List<TimedWord> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (TimedWord word : words) {
            if (line.length() > 0 && line.length() + 1 + word.text().length() > MAX_LINE_CHARS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word.text());
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(List<TimedWord> words) {
        return words.stream().mapToInt(word -> word.text().length() + 1).sum();
    }

    private static boolean endsSentence(TimedWord word) {
        char last = word.text().charAt(word.text().length() - 1);
        return ".?!…。？！".indexOf(last) >= 0;
    }
}
