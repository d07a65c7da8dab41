package dev.lockstep.load.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechScorerTest {
    private static final List<ReferenceCue> CUES =
            List.of(
                    new ReferenceCue(0, 2_000, "It was the best of times,"),
                    new ReferenceCue(2_500, 4_000, "it was the worst of times."),
                    new ReferenceCue(5_000, 6_000, "Chapter 2."));
    private static final TalkStream STREAM =
            new TalkStream("s", StreamSound.of(new short[0]), CUES, true);

    @Test
    void firstAndFinalAreMeasuredFromTheTrueEndOfTheSentence() {
        List<Shown> shown =
                List.of(
                        new Shown(1_000, 1, "It was the", false),
                        new Shown(2_300, 1, "It was the best of times", false),
                        new Shown(2_900, 1, "It was the best of times.", true),
                        new Shown(4_100, 2, "It was the worst of times", false),
                        new Shown(4_700, 2, "It was the worst of times.", true),
                        new Shown(6_500, 3, "Chapter two.", true));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 0, 10_000);
        assertThat(score.errors()).isZero();
        assertThat(score.words()).isEqualTo(14);
        assertThat(score.missed()).isZero();
        assertThat(score.sentences())
                .containsExactly(
                        new SpeechScore.SentenceLag(2_000, 300, 900),
                        new SpeechScore.SentenceLag(4_000, 100, 700),
                        new SpeechScore.SentenceLag(6_000, 500, 500));
    }

    @Test
    void aWordThatIsSaidTwiceInALineIsFoundByItsPlace() {
        List<Shown> shown =
                List.of(
                        new Shown(2_100, 1, "it was the best of times", false),
                        new Shown(3_900, 1, "it was the best of times it was the worst", false),
                        new Shown(
                                4_300,
                                1,
                                "it was the best of times it was the worst of times",
                                false),
                        new Shown(
                                4_900,
                                1,
                                "it was the best of times it was the worst of times",
                                true));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 0, 5_000);
        assertThat(score.sentences())
                .containsExactly(
                        new SpeechScore.SentenceLag(2_000, 100, 2_900),
                        new SpeechScore.SentenceLag(4_000, 300, 900));
    }

    @Test
    void aWordThatMovesToTheNextLineWasShownWhereItStoodFirst() {
        List<Shown> shown =
                List.of(
                        new Shown(
                                4_200,
                                1,
                                "it was the best of times it was the worst of times",
                                false),
                        new Shown(4_500, 1, "it was the best of times", true),
                        new Shown(5_500, 2, "it was the worst of times", true));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 2_500, 5_000);
        assertThat(score.sentences())
                .containsExactly(new SpeechScore.SentenceLag(4_000, 200, 1_500));
    }

    @Test
    void theLastWordMayBeSpelledAsInTheReferenceOrAsInTheEnd() {
        List<Shown> asSaid =
                List.of(
                        new Shown(4_100, 1, "it was the worst of times", false),
                        new Shown(4_800, 1, "it was the worst of thymes", true));
        List<Shown> asInTheEnd =
                List.of(
                        new Shown(4_100, 1, "it was the worst of rhymes", false),
                        new Shown(4_300, 1, "it was the worst of thymes", false),
                        new Shown(4_800, 1, "it was the worst of thymes", true));
        assertThat(SpeechScorer.of(STREAM, asSaid, 2_500, 5_000).sentences())
                .containsExactly(new SpeechScore.SentenceLag(4_000, 100, 800));
        assertThat(SpeechScorer.of(STREAM, asInTheEnd, 2_500, 5_000).sentences())
                .containsExactly(new SpeechScore.SentenceLag(4_000, 300, 800));
    }

    @Test
    void substitutionsInsertionsAndDeletionsAreCountedExactly() {
        List<Shown> shown =
                List.of(
                        // best -> beast, "of" missing
                        new Shown(2_900, 1, "It was the beast times.", true),
                        // "very" invented
                        new Shown(4_700, 2, "It was the very worst of times.", true),
                        new Shown(6_500, 3, "Chapter two.", true));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 0, 10_000);
        assertThat(score.errors()).isEqualTo(3);
        assertThat(score.words()).isEqualTo(14);
    }

    @Test
    void wordsOfOtherCuesCostNothing() {
        List<Shown> shown =
                List.of(
                        new Shown(2_900, 1, "All wrong here, and far too long as well.", true),
                        new Shown(4_700, 2, "It was the worst of times.", true));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 4_000, 6_000);
        assertThat(score.errors()).isZero();
        assertThat(score.words()).isEqualTo(6);
    }

    @Test
    void theRangeIncludesItsBeginAndNotItsEnd() {
        assertThat(SpeechScorer.of(STREAM, List.of(), 2_000, 4_000).words()).isEqualTo(6);
        assertThat(SpeechScorer.of(STREAM, List.of(), 2_000, 4_001).words()).isEqualTo(12);
    }

    @Test
    void whatWasNotShownIsMissedAndAllItsWordsAreErrors() {
        List<Shown> shown = List.of(new Shown(2_900, 1, "It was the best of times", true));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 0, 10_000);
        assertThat(score.errors()).isEqualTo(8);
        assertThat(score.missed()).isEqualTo(2);
        assertThat(score.sentences()).hasSize(1);
    }

    @Test
    void aLineThatWasNeverSettledHasNoFinalLag() {
        List<Shown> shown = List.of(new Shown(2_300, 1, "It was the best of times", false));
        SpeechScore score = SpeechScorer.of(STREAM, shown, 0, 2_001);
        assertThat(score.sentences())
                .containsExactly(new SpeechScore.SentenceLag(2_000, 300, Double.NaN));
    }

    @Test
    void aSettledLineThatChangesAllTheSameIsSettledWhenItChangedLast() {
        List<Shown> shown =
                List.of(
                        new Shown(2_300, 1, "It was the best of times", true),
                        new Shown(2_600, 1, "It was a best of times", true),
                        new Shown(2_800, 1, "It was the best of times", true),
                        new Shown(3_000, 1, "It was the best of times", true));
        assertThat(SpeechScorer.of(STREAM, shown, 0, 2_001).sentences())
                .containsExactly(new SpeechScore.SentenceLag(2_000, 300, 800));
    }

    @Test
    void aRepeatedTalkFindsItsCaptionsInTheSameRound() {
        List<ReferenceCue> rounds = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            rounds.add(new ReferenceCue(round * 10_000L, round * 10_000L + 2_000, "Ever tried."));
            rounds.add(
                    new ReferenceCue(
                            round * 10_000L + 3_000, round * 10_000L + 5_000, "No matter."));
        }
        TalkStream stream = new TalkStream("s", StreamSound.of(new short[0]), rounds, true);
        // The second round was lost: it is missing there and nowhere else.
        List<Shown> shown =
                List.of(
                        new Shown(2_500, 1, "Ever tried.", true),
                        new Shown(5_500, 2, "No matter.", true),
                        new Shown(22_500, 3, "Ever tried.", true),
                        new Shown(25_500, 4, "No matter.", true));
        assertThat(SpeechScorer.of(stream, shown, 0, 10_000).errors()).isZero();
        assertThat(SpeechScorer.of(stream, shown, 10_000, 20_000).missed()).isEqualTo(2);
        assertThat(SpeechScorer.of(stream, shown, 20_000, 30_000).sentences())
                .containsExactly(
                        new SpeechScore.SentenceLag(22_000, 500, 500),
                        new SpeechScore.SentenceLag(25_000, 500, 500));
    }

    @Test
    void aGarbledWordBelongsToTheSentenceOfItsNeighboursHoweverLateItIsShown() {
        TalkStream stream =
                new TalkStream(
                        "s",
                        StreamSound.of(new short[0]),
                        List.of(
                                new ReferenceCue(0, 1_000, "the season of darkness"),
                                new ReferenceCue(2_000, 3_000, "we had everything"),
                                new ReferenceCue(20_000, 21_000, "for good or evil"),
                                new ReferenceCue(50_000, 51_000, "of comparison only")),
                        true);
        List<Shown> shown = List.of(new Shown(30_000, 1, "the season of dull", true));
        assertThat(SpeechScorer.of(stream, shown, 0, 40_000).sentences())
                .containsExactly(new SpeechScore.SentenceLag(1_000, 29_000, 29_000));
    }

    @Test
    void withoutTimesThereAreErrorsButNoLags() {
        TalkStream stream = new TalkStream("s", StreamSound.of(new short[0]), CUES, false);
        List<Shown> shown = List.of(new Shown(2_900, 1, "It was the best of times", true));
        SpeechScore score = SpeechScorer.of(stream, shown, 0, 10_000);
        assertThat(score).isEqualTo(new SpeechScore(8, 14, List.of(), 0));
    }

    @Test
    void captionsOfAStreamWithoutSpeechDoNotFail() {
        TalkStream silent = new TalkStream("s", StreamSound.of(new short[0]), List.of(), true);
        List<Shown> shown = List.of(new Shown(1, 1, "You", true));
        assertThat(SpeechScorer.of(silent, shown, 0, 10_000))
                .isEqualTo(new SpeechScore(0, 0, List.of(), 0));
    }
}
