package dev.lockstep.local.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class AccuracyProperties {
    @Provide
    Arbitrary<List<String>> sentence() {
        return Arbitraries.of("it", "was", "the", "best", "worst").list().ofMaxSize(12);
    }

    @Property
    void normalisingTwiceIsNormalisingOnce(@ForAll String text) {
        List<String> once = TextNormalizer.words(text);
        assertThat(TextNormalizer.words(String.join(" ", once))).isEqualTo(once);
    }

    @Property
    void normalisedWordsAreLowerCaseLettersOnly(@ForAll String text) {
        assertThat(TextNormalizer.words(text))
                .allSatisfy(word -> assertThat(word).matches("[\\p{L}\\p{M}]+('[\\p{L}\\p{M}]+)*"));
    }

    @Property
    void everyNumberIsSpelledAndKeptApart(
            @ForAll @LongRange(max = 999_999_999_999_999L) long a,
            @ForAll @LongRange(max = 999_999_999_999_999L) long b) {
        String spelled = EnglishNumbers.cardinal(a);
        assertThat(spelled).matches("[a-z]+( [a-z]+)*");
        assertThat(spelled.equals(EnglishNumbers.cardinal(b))).isEqualTo(a == b);
    }

    @Property
    void equalSentencesHaveNoErrors(@ForAll("sentence") List<String> said) {
        assertThat(WordErrors.between(said, said)).isEqualTo(new WordErrors(0, 0, 0, said.size()));
    }

    @Property
    void errorsAreTheEditDistance(
            @ForAll("sentence") List<String> said, @ForAll("sentence") List<String> written) {
        WordErrors errors = WordErrors.between(said, written);
        assertThat(errors.errors()).isEqualTo(distance(said, written));
        assertThat(errors.insertions() - errors.deletions())
                .isEqualTo(written.size() - said.size());
        assertThat(List.of(errors.substitutions(), errors.insertions(), errors.deletions()))
                .allMatch(count -> count >= 0);
    }

    @Property
    void swappingTheSidesSwapsInsertionsAndDeletions(
            @ForAll("sentence") List<String> said, @ForAll("sentence") List<String> written) {
        WordErrors there = WordErrors.between(said, written);
        WordErrors back = WordErrors.between(written, said);
        assertThat(back.errors()).isEqualTo(there.errors());
    }

    @Property
    void anInsertedWordIsOneInsertion(@ForAll("sentence") List<String> said) {
        List<String> written = new ArrayList<>(said);
        written.add(said.size() / 2, "nonsense");
        assertThat(WordErrors.between(said, written))
                .isEqualTo(new WordErrors(0, 1, 0, said.size()));
        assertThat(WordErrors.between(written, said))
                .isEqualTo(new WordErrors(0, 0, 1, said.size() + 1));
    }

    @Property
    void aReplacedWordIsOneSubstitution(@ForAll("sentence") List<String> said) {
        List<String> before = new ArrayList<>(said);
        before.add("this");
        List<String> written = new ArrayList<>(said);
        written.add("that");
        assertThat(WordErrors.between(before, written))
                .isEqualTo(new WordErrors(1, 0, 0, before.size()));
    }

    /** Plain recursion over prefixes, remembered in a table: slow and easy to believe. */
    private static int distance(List<String> a, List<String> b) {
        int[][] table = new int[a.size() + 1][b.size() + 1];
        for (int i = 0; i <= a.size(); i++) {
            for (int j = 0; j <= b.size(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                } else {
                    int replace = table[i - 1][j - 1] + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                    table[i][j] =
                            Collections.min(
                                    List.of(replace, table[i - 1][j] + 1, table[i][j - 1] + 1));
                }
            }
        }
        return table[a.size()][b.size()];
    }
}
