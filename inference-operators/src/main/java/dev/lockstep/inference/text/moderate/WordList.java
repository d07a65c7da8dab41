package dev.lockstep.inference.text.moderate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words and phrases that are looked for in texts. Immutable.
 *
 * <p>Compared are whole words, without regard to case, accents, width, invisible characters and
 * digits or signs that stand for letters. So {@code Scunthorpe} is no hit of a shorter word in it.
 * An entry of several words is a phrase; a {@code *} at the end of a word stands for any ending.
 */
public final class WordList {
    private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
    private final List<Entry> byFirstPrefix = new ArrayList<>();
    private final int size;

    private record Entry(String written, List<String> words) {}

    /**
     * @param lines an entry each; blank ones and what follows a {@code #} are left out
     */
    public WordList(List<String> lines) {
        Set<String> seen = new LinkedHashSet<>();
        int count = 0;
        for (String line : lines) {
            String written = line.replaceFirst("#.*", "").strip();
            List<String> words = words(written);
            if (words.isEmpty() || !seen.add(String.join(" ", words))) {
                continue;
            }
            count++;
            Entry entry = new Entry(written, words);
            if (words.get(0).endsWith("*")) {
                byFirstPrefix.add(entry);
            } else {
                byFirstWord.computeIfAbsent(words.get(0), w -> new ArrayList<>()).add(entry);
            }
        }
        size = count;
    }

    private static List<String> words(String written) {
        List<String> words = new ArrayList<>();
        for (String word : TextFold.of(written).split("[^\\p{L}\\p{N}*]+")) {
            String plain = word.replaceAll("\\*(?!$)", "");
            if (!plain.isEmpty() && !plain.equals("*")) {
                words.add(plain);
            }
        }
        return words;
    }

    /** Number of different entries. */
    public int size() {
        return size;
    }

    /** The entries that occur, as they are written in the list, each once, in order. */
    public List<String> find(String text) {
        if (size == 0) {
            return List.of();
        }
        List<Set<String>> words = Spellings.of(TextFold.of(text));
        Set<String> found = new LinkedHashSet<>();
        for (int at = 0; at < words.size(); at++) {
            for (String spelling : words.get(at)) {
                for (Entry entry : byFirstWord.getOrDefault(spelling, List.of())) {
                    addIfAll(entry, words, at, found);
                }
            }
            for (Entry entry : byFirstPrefix) {
                addIfAll(entry, words, at, found);
            }
        }
        return List.copyOf(found);
    }

    private static void addIfAll(Entry entry, List<Set<String>> words, int at, Set<String> found) {
        if (at + entry.words().size() > words.size()) {
            return;
        }
        for (int i = 0; i < entry.words().size(); i++) {
            if (!matches(entry.words().get(i), words.get(at + i))) {
                return;
            }
        }
        found.add(entry.written());
    }

    private static boolean matches(String wanted, Set<String> spellings) {
        if (!wanted.endsWith("*")) {
            return spellings.contains(wanted);
        }
        String prefix = wanted.substring(0, wanted.length() - 1);
        return spellings.stream().anyMatch(spelling -> spelling.startsWith(prefix));
    }
}
