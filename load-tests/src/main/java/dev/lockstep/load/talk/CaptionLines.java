package dev.lockstep.load.talk;

import dev.lockstep.local.accuracy.TextNormalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What was shown of one stream, by line, in words. Immutable. */
final class CaptionLines {
    private final List<Line> lines;
    private final List<String> lastWords;

    /**
     * One state of a line.
     *
     * @param words normalised
     */
    record State(double atMs, List<String> words, boolean settled) {}

    /**
     * All states of a line, in order of time; never empty.
     *
     * @param firstWord how many words the last states of earlier lines have
     */
    record Line(int firstWord, List<State> states) {
        State last() {
            return states.get(states.size() - 1);
        }

        /** When the line was settled as it is at the end, ms; NaN where it never was. */
        double settledMs() {
            double at = Double.NaN;
            for (int i = states.size() - 1; i >= 0; i--) {
                if (!states.get(i).words().equals(last().words())) {
                    break;
                }
                if (states.get(i).settled()) {
                    at = states.get(i).atMs();
                }
            }
            return at;
        }
    }

    private CaptionLines(List<Line> lines) {
        this.lines = List.copyOf(lines);
        lastWords = lines.stream().flatMap(line -> line.last().words().stream()).toList();
    }

    static CaptionLines of(List<Shown> shown) {
        Map<Long, List<State>> states = new TreeMap<>();
        shown.stream()
                .sorted(Comparator.comparingDouble(Shown::atMs))
                .forEach(
                        s ->
                                states.computeIfAbsent(s.line(), line -> new ArrayList<>())
                                        .add(
                                                new State(
                                                        s.atMs(),
                                                        TextNormalizer.words(s.text()),
                                                        s.settled())));
        List<Line> lines = new ArrayList<>();
        int words = 0;
        for (List<State> line : states.values()) {
            Line made = new Line(words, List.copyOf(line));
            lines.add(made);
            words += made.last().words().size();
        }
        return new CaptionLines(lines);
    }

    List<Line> lines() {
        return lines;
    }

    /** Words of the last state of every line. */
    List<String> lastWords() {
        return lastWords;
    }

    /** Index of the line that each of {@link #lastWords} is in. */
    int[] lineOfWord() {
        return IntStream.range(0, lines.size())
                .flatMap(n -> IntStream.range(0, lines.get(n).last().words().size()).map(word -> n))
                .toArray();
    }
}
