package dev.lockstep.view.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.view.model.AccuracyView;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NerScoreTest {
    @Test
    void errorsAreWeighedByTheirGuessedSeverity() {
        NerScore score =
                score(
                        "yesterday he did not pay three pounds for the old houses to smith morning",
                        "he did pay four pounds for a old house to smyth morning indeed",
                        "smith");

        assertThat(score.edits().stream().filter(edit -> edit.severity() != Severity.NONE))
                .containsExactlyInAnyOrder(
                        new WordEdit("not", null, Severity.SERIOUS),
                        new WordEdit("three", "four", Severity.SERIOUS),
                        new WordEdit("the", "a", Severity.MINOR),
                        new WordEdit("houses", "house", Severity.MINOR),
                        new WordEdit("smith", "smyth", Severity.SERIOUS),
                        new WordEdit("yesterday", null, Severity.STANDARD),
                        new WordEdit(null, "indeed", Severity.STANDARD));
        AccuracyView view = score.view();
        // 3 serious, 2 standard and 2 minor errors in 13 written words: 13 - 3 - 1 - 0.5 of 13.
        assertThat(view.nerScore()).isCloseTo(100 * 8.5 / 13, offset());
        assertThat(view.wer()).isCloseTo(7.0 / 14, offset());
        assertThat(view.wordAccuracy()).isCloseTo(0.5, offset());
        assertThat(List.of(view.substitutions(), view.deletions(), view.insertions()))
                .containsExactly(4, 2, 1);
    }

    @Test
    void whatIsRightScoresAHundredAndNothingScoresNothing() {
        assertThat(score("one two", "one two", "").view().nerScore()).isEqualTo(100);
        assertThat(score("one two", "", "").view().nerScore()).isZero();
        assertThat(score("one two", "", "").view().deletions()).isEqualTo(2);
        assertThat(score("a", "x y z one not", "").view().nerScore()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aReferenceThatCannotBeComparedIsRefused() {
        List<String> many = Collections.nCopies(50_000, "w");

        assertThatThrownBy(() -> NerScore.of(List.of(), many, Set.of()))
                .hasMessage("A reference without words measures nothing.");
        assertThatThrownBy(() -> NerScore.of(many, many, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compare pieces");
    }

    private static NerScore score(String said, String written, String name) {
        return NerScore.of(words(said), words(written), Set.of(name));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private static Offset<Double> offset() {
        return within(1e-9);
    }
}
