package dev.lockstep.local.accuracy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text as the words that were said, so that two ways of writing the same thing compare equal: lower
 * case, no punctuation but the apostrophes inside words, numbers and abbreviated titles spelled out
 * in English. What it returns it leaves as it is when given again. Stateless.
 */
public final class TextNormalizer {
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc`\u00b4]");
    private static final Pattern OUTER_APOSTROPHE =
            Pattern.compile("(?<![\\p{L}\\p{M}])'|'(?![\\p{L}\\p{M}])");
    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{M}']+");
    private static final Set<String> BEFORE_AND =
            Set.of(
                    "hundred",
                    "thousand",
                    "million",
                    "billion",
                    "trillion",
                    "dollar",
                    "dollars",
                    "euro",
                    "euros",
                    "pound",
                    "pounds");

    /** Titles that are always said in full; transcripts of readings write them so. */
    private static final Map<String, String> SAID =
            Map.ofEntries(
                    Map.entry("mr", "mister"),
                    Map.entry("mrs", "missus"),
                    Map.entry("dr", "doctor"),
                    Map.entry("st", "saint"),
                    Map.entry("prof", "professor"),
                    Map.entry("capt", "captain"),
                    Map.entry("lt", "lieutenant"),
                    Map.entry("jr", "junior"),
                    Map.entry("sr", "senior"),
                    Map.entry("esq", "esquire"),
                    Map.entry("ok", "okay"));

    private TextNormalizer() {}

    /** The words of {@code text} in order; none for text without letters and digits. */
    public static List<String> words(String text) {
        String plain =
                APOSTROPHES
                        .matcher(
                                Normalizer.normalize(text, Normalizer.Form.NFKC)
                                        .toLowerCase(Locale.ROOT))
                        .replaceAll("'")
                        .replace("&", " and ");
        String spelled = SpokenNumbers.spell(plain).replace("%", " percent ");
        String letters =
                OUTER_APOSTROPHE
                        .matcher(NOT_IN_WORDS.matcher(spelled).replaceAll(" "))
                        .replaceAll(" ")
                        .strip();
        return letters.isEmpty() ? List.of() : oneSpelling(letters.split("\\s+"));
    }

    private static List<String> oneSpelling(String[] words) {
        List<String> result = new ArrayList<>(words.length);
        for (int i = 0; i < words.length; i++) {
            String last = result.isEmpty() ? "" : result.get(result.size() - 1);
            boolean numberFollows =
                    i + 1 < words.length && EnglishNumbers.isNumberWord(words[i + 1]);
            if (words[i].equals("and") && numberFollows && BEFORE_AND.contains(last)) {
                continue;
            }
            if (words[i].equals("cent") && last.equals("per")) {
                result.set(result.size() - 1, "percent");
                continue;
            }
            result.add(SAID.getOrDefault(words[i], words[i]));
        }
        return List.copyOf(result);
    }
}
