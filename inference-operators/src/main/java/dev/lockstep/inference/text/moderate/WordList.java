package dev.lockstep.inference.text.moderate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Words and phrases that are looked for in texts. Immutable.
 *
 * <p>Compared are whole words, without regard to case, accents, width, invisible characters and
 * digits or signs that stand for letters. So {@code Scunthorpe} is no hit of a shorter word in it.
 * An entry of several words is a phrase; a {@code *} at the end of a word stands for any ending.
 *
 * <p>Texts are searched to their end, since what is hidden is hidden there. It is one pass: each
 * character is looked at once, a word costs the same however long the list is, and no more of the
 * text is held than the longest phrase has words.
 */
public final class WordList {
    private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
    private final Map<String, List<Entry>> byFirstPrefix = new HashMap<>();
    private final Set<Integer> prefixLengths = new TreeSet<>();
    private final int size;
    private final int longestPhrase;
    private final int longestWord;

    private record Entry(int number, String written, List<String> words) {}

    /**
     * @param lines an entry each; blank ones and what follows a {@code #} are left out
     */
    public WordList(List<String> lines) {
        Set<String> seen = new LinkedHashSet<>();
        int count = 0;
        int phrase = 1;
        int letters = 0;
        for (String line : lines) {
            String written = line.replaceFirst("#.*", "").strip();
            List<String> words = words(written);
            if (words.isEmpty() || !seen.add(String.join(" ", words))) {
                continue;
            }
            Entry entry = new Entry(count++, written, words);
            phrase = Math.max(phrase, words.size());
            letters = Math.max(letters, words.stream().mapToInt(String::length).max().orElse(0));
            String first = words.get(0);
            if (first.endsWith("*")) {
                String prefix = first.substring(0, first.length() - 1);
                prefixLengths.add(prefix.length());
                byFirstPrefix.computeIfAbsent(prefix, w -> new ArrayList<>()).add(entry);
            } else {
                byFirstWord.computeIfAbsent(first, w -> new ArrayList<>()).add(entry);
            }
        }
        size = count;
        longestPhrase = phrase;
        longestWord = letters;
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
        return find(text, new SearchWork());
    }

    /** The same, and what it took. */
    List<String> find(String text, SearchWork work) {
        if (size == 0) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        Deque<Set<String>> ahead = new ArrayDeque<>();
        Spellings spellings =
                new Spellings(
                        longestWord,
                        word -> {
                            ahead.add(word);
                            work.mostWords = Math.max(work.mostWords, ahead.size());
                            if (ahead.size() == longestPhrase) {
                                addFirst(ahead, found, work);
                            }
                        },
                        work);
        TextFold.each(text, spellings::accept);
        spellings.end();
        while (!ahead.isEmpty()) {
            addFirst(ahead, found, work);
        }
        return List.copyOf(found);
    }

    /** The entries that begin with the first of these words, which is then taken away. */
    private void addFirst(Deque<Set<String>> ahead, Set<String> found, SearchWork work) {
        Map<Integer, Entry> open = new TreeMap<>();
        for (String spelling : ahead.getFirst()) {
            work.lookups++;
            for (Entry entry : byFirstWord.getOrDefault(spelling, List.of())) {
                addIfAll(entry, ahead, found);
            }
            for (int length : prefixLengths) {
                if (length > spelling.length()) {
                    break;
                }
                work.lookups++;
                byFirstPrefix
                        .getOrDefault(spelling.substring(0, length), List.of())
                        .forEach(entry -> open.put(entry.number(), entry));
            }
        }
        open.values().forEach(entry -> addIfAll(entry, ahead, found));
        ahead.removeFirst();
    }

    private static void addIfAll(Entry entry, Deque<Set<String>> ahead, Set<String> found) {
        if (entry.words().size() > ahead.size()) {
            return;
        }
        Iterator<Set<String>> words = ahead.iterator();
        for (String wanted : entry.words()) {
            if (!matches(wanted, words.next())) {
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
