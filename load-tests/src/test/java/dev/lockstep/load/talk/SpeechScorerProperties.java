package dev.lockstep.load.talk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.accuracy.WordErrors;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SpeechScorerProperties {
    private static final long ALL = Long.MAX_VALUE;

    @Provide
    Arbitrary<List<String>> sentences() {
        return words().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> captions() {
        return words().list().ofMaxSize(6);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.of("it", "was", "the", "best", "worst")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(words -> String.join(" ", words));
    }

    @Property
    void perfectCaptionsHaveNoErrorsAndTheirOwnDelay(
            @ForAll("sentences") List<String> said, @ForAll @IntRange(max = 5_000) int delayMs) {
        SpeechScore score = SpeechScorer.of(stream(said), perfect(said, delayMs), 0, ALL);
        assertThat(score.errors()).isZero();
        assertThat(score.missed()).isZero();
        assertThat(score.sentences())
                .hasSameSizeAs(said)
                .allSatisfy(
                        lag -> {
                            assertThat(lag.firstMs()).isEqualTo(delayMs);
                            assertThat(lag.finalMs()).isEqualTo(delayMs + 400.0);
                        });
    }

    @Property
    void errorsOfTheWholeAreTheEditDistance(
            @ForAll("sentences") List<String> said, @ForAll("captions") List<String> written) {
        List<Shown> shown = perfect(written, 300);
        int expected =
                WordErrors.between(String.join(" ", said), String.join(" ", written)).errors();
        assertThat(SpeechScorer.of(stream(said), shown, 0, ALL).errors()).isEqualTo(expected);
    }

    @Property
    void partsOfTheRangeAddUp(
            @ForAll("sentences") List<String> said,
            @ForAll("captions") List<String> written,
            @ForAll @IntRange(max = 20_000) int cut) {
        List<Shown> shown = perfect(written, 300);
        TalkStream stream = stream(said);
        SpeechScore whole = SpeechScorer.of(stream, shown, 0, ALL);
        SpeechScore before = SpeechScorer.of(stream, shown, 0, cut);
        SpeechScore after = SpeechScorer.of(stream, shown, cut, ALL);
        assertThat(before.errors() + after.errors()).isEqualTo(whole.errors());
        assertThat(before.words() + after.words()).isEqualTo(whole.words());
        assertThat(before.missed() + after.missed()).isEqualTo(whole.missed());
        List<SpeechScore.SentenceLag> lags = new ArrayList<>(before.sentences());
        lags.addAll(after.sentences());
        assertThat(lags).isEqualTo(whole.sentences());
        assertThat(whole.sentences().size() + whole.missed()).isEqualTo(said.size());
    }

    @Property
    void nothingIsFinalBeforeItIsShown(
            @ForAll("sentences") List<String> said, @ForAll("captions") List<String> written) {
        assertThat(SpeechScorer.of(stream(said), perfect(written, 100), 0, ALL).sentences())
                .allSatisfy(lag -> assertThat(lag.firstMs()).isLessThanOrEqualTo(lag.finalMs()));
    }

    private static TalkStream stream(List<String> said) {
        List<ReferenceCue> cues = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            cues.add(new ReferenceCue(i * 3_000L, i * 3_000L + 2_000, said.get(i)));
        }
        return new TalkStream("s", StreamSound.of(new short[0]), cues, true);
    }

    /** Each sentence tentative after the delay and settled 400 ms later, word by word before. */
    private static List<Shown> perfect(List<String> sentences, int delayMs) {
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < sentences.size(); i++) {
            double endMs = i * 3_000.0 + 2_000 + delayMs;
            String text = sentences.get(i);
            int cut = Math.max(0, text.lastIndexOf(' '));
            shown.add(new Shown(endMs - 200, i, text.substring(0, cut), false));
            shown.add(new Shown(endMs, i, text, false));
            shown.add(new Shown(endMs + 400, i, text, true));
        }
        return shown;
    }
}
