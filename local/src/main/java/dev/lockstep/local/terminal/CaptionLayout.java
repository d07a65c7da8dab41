package dev.lockstep.local.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks a caption into lines of the terminal's width and styles its words. Stateless. */
final class CaptionLayout {
    private static final String BRIGHT = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String RESET = "\u001b[0m";
    private static final String ELLIPSIS = "\u2026";

    private CaptionLayout() {}

    /**
     * The lines; later ones are indented as far as the first one's prefix reaches. A word that is
     * wider than a line is cut over several.
     */
    static List<String> lines(String prefix, List<StyledWord> words, TerminalKind kind) {
        // One column is left free: some terminals wrap when the last one is written.
        int width = Math.max(1, kind.columns() - 1 - prefix.length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (StyledWord word : fitting(words, width)) {
            int length = length(word.text());
            if (used > 0 && used + 1 + length > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            line.append(style(word, kind));
            used += length;
        }
        lines.add(line.toString());
        String indent = " ".repeat(prefix.length());
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, (i == 0 ? prefix : indent) + lines.get(i));
        }
        return lines;
    }

    /** The words of a caption that is still being made; without styles a mark says so. */
    static List<StyledWord> words(List<StyledWord> words, TerminalKind kind) {
        boolean open = words.stream().anyMatch(word -> !word.committed());
        if (kind.styled() || !open) {
            return words;
        }
        List<StyledWord> marked = new ArrayList<>(words);
        marked.add(new StyledWord(ELLIPSIS, false));
        return marked;
    }

    private static List<StyledWord> fitting(List<StyledWord> words, int width) {
        List<StyledWord> pieces = new ArrayList<>();
        for (StyledWord word : words) {
            String rest = Printable.of(word.text());
            while (length(rest) > width) {
                int cut = rest.offsetByCodePoints(0, width);
                pieces.add(new StyledWord(rest.substring(0, cut), word.committed()));
                rest = rest.substring(cut);
            }
            if (!rest.isEmpty()) {
                pieces.add(new StyledWord(rest, word.committed()));
            }
        }
        return pieces;
    }

    private static String style(StyledWord word, TerminalKind kind) {
        return kind.styled()
                ? (word.committed() ? BRIGHT : DIM) + word.text() + RESET
                : word.text();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
