package dev.lockstep.load.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds when a word was first to be seen. Systems move words between a line and its neighbours
 * while they are tentative, so what a viewer sees of the last lines is taken together; and a word
 * may be said twice in a line, so it is found by its place and not by its letters alone.
 */
final class FirstDisplay {
    /** Lines before the word's own that may have shown it while it was tentative. */
    private static final int EARLIER_LINES = 2;

    private final CaptionLines captions;

    FirstDisplay(CaptionLines captions) {
        this.captions = captions;
    }

    /**
     * When a word was first shown, as it was said or as its line spells it in the end.
     *
     * @param line index of its line
     * @param word its index among the last words of all lines
     * @param said its spelling in the reference
     * @param notBeforeMs when it cannot have been said yet
     */
    double of(int line, int word, String said, long notBeforeMs) {
        int from = Math.max(0, line - EARLIER_LINES);
        List<CaptionLines.Line> window = captions.lines().subList(from, line + 1);
        List<String> wanted = captions.lastWords().subList(window.get(0).firstWord(), word + 1);
        TreeSet<Double> moments = new TreeSet<>();
        window.forEach(l -> l.states().forEach(s -> moments.add(s.atMs())));
        for (double atMs : moments.tailSet((double) notBeforeMs)) {
            List<String> seen = new ArrayList<>();
            window.forEach(l -> seen.addAll(wordsAt(l, atMs)));
            if (shows(wanted, seen, said)) {
                return atMs;
            }
        }
        return window.get(window.size() - 1).last().atMs();
    }

    private static List<String> wordsAt(CaptionLines.Line line, double atMs) {
        List<String> words = List.of();
        for (CaptionLines.State state : line.states()) {
            if (state.atMs() > atMs) {
                break;
            }
            words = state.words();
        }
        return words;
    }

    /** Whether the last of the wanted words is among those seen, in its place. */
    private static boolean shows(List<String> wanted, List<String> seen, String said) {
        int last = wanted.size() - 1;
        // Early words are nearer: what has not been shown yet is what comes last.
        int at = WordAlignment.of(wanted, seen, (i, j) -> i).writtenFor(last);
        return at != WordAlignment.NONE
                && (seen.get(at).equals(wanted.get(last)) || seen.get(at).equals(said));
    }
}
