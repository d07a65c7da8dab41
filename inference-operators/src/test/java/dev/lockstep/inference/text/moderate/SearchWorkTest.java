package dev.lockstep.inference.text.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search costs what its text is long, whatever somebody wrote; counted, not timed. */
class SearchWorkTest {
    private static final int MILLION = 1_000_000;
    private static final WordList LIST =
            new WordList(List.of("twit", "one two three", "sludge*", "slu*"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "harmless words ", // as people write
                "x", // one word
                "a.b.", // one word of single letters
                "$!+@", // signs that stand for letters, and no letter
                "t$1.", // signs and letters
                "e\u0316\u0301", // marks that a normaliser would have to sort
                "\u0316\u0301",
                "\ufdfa", // becomes 18 letters
                "слово ",
                "\ud83c\udf89", // two chars each
                "\ud800", // half a pair
                " \t\n"
            })
    void aMillionCharactersAreReadOnceAndNotHeld(String page) {
        String text = page.repeat(MILLION / page.length()) + " twit";
        SearchWork work = new SearchWork();

        assertThat(LIST.find(text, work)).containsExactly("twit");

        // An Arabic ligature becomes 18 characters, the most that one becomes.
        assertThat(work.folded).isLessThanOrEqualTo(18L * text.length());
        // A word has six spellings at most: three of it, three of what stands between two spaces.
        assertThat(work.spellings).isLessThanOrEqualTo(6L * text.length());
        assertThat(work.lookups).isLessThanOrEqualTo(3L * work.spellings);
        // Nothing is held but the words that the longest phrase may begin with, and those of one
        // token, of which the bound is its length.
        assertThat(work.mostWords).isLessThanOrEqualTo(3);
        assertThat(work.mostChars).isLessThanOrEqualTo(Spellings.LONGEST + 2);
    }

    @Test
    void aLongListCostsNoMoreThanAShortOne() {
        List<String> entries =
                IntStream.range(0, 10_000).mapToObj(i -> "prefix" + i + "x*").toList();
        SearchWork work = new SearchWork();

        assertThat(new WordList(entries).find("prefixes are no hits ".repeat(1_000), work))
                .isEmpty();

        // Ten thousand prefixes have four lengths.
        assertThat(work.lookups).isLessThanOrEqualTo(5 * work.spellings);
        assertThat(new WordList(entries).find("say prefix77xyz")).containsExactly("prefix77x*");
    }

    @Test
    void entriesAreNamedInTheOrderOfTheListWhereTheyBeginTogether() {
        assertThat(LIST.find("sludgy sludges")).containsExactly("slu*", "sludge*");
        assertThat(LIST.find("sludges sludgy")).containsExactly("sludge*", "slu*");
        assertThat(LIST.find("one two one two three")).containsExactly("one two three");
        assertThat(LIST.find("one two")).isEmpty();
    }

    @Test
    void aWordThatIsLongerThanAllOfTheListIsNoHit() {
        String longest = "w".repeat(100);
        WordList list = new WordList(List.of(longest));
        assertThat(list.find(longest)).containsExactly(longest);
        assertThat(list.find("(" + longest + ")")).containsExactly(longest);
        assertThat(list.find(longest + "w")).isEmpty();
        assertThat(list.find("w".repeat(99))).isEmpty();
        assertThat(new WordList(List.of("w*")).find("w".repeat(10_000))).containsExactly("w*");
    }

    @Test
    void everyCharacterIsFoldedAsInATextOfItsOwn() {
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            String text = "a" + Character.toString(letter) + "b";
            assertThat(TextFold.of(text)).as("U+%04X", letter).isEqualTo(foldedAsAWhole(text));
        }
        String words = "Ὀδυσσεύς ΣΊΣΥΦΟΣ Straße ﬃ İstanbul Ｔｗｉｔ 한국어 ǆ é\u0316\u0301 ½";
        assertThat(TextFold.of(words)).isEqualTo(foldedAsAWhole(words));
    }

    /** By the definition: NFKC, then NFD, marks and format characters out, upper and lower case. */
    private static String foldedAsAWhole(String text) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(Normalizer.normalize(text, Normalizer.Form.NFKC), Normalizer.Form.NFD)
                .codePoints()
                .filter(
                        letter ->
                                Character.getType(letter) != Character.NON_SPACING_MARK
                                        && Character.getType(letter) != Character.ENCLOSING_MARK
                                        && Character.getType(letter) != Character.FORMAT)
                .forEach(plain::appendCodePoint);
        return plain.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }
}
