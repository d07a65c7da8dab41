package dev.lockstep.local.summary;

import static dev.lockstep.local.testing.Captions.last;
import static dev.lockstep.local.testing.Captions.partial;
import static dev.lockstep.local.testing.Captions.wordEndUs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.Captions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CaptionTrackerTest {
    private final CaptionTracker tracker = new CaptionTracker();

    @Test
    void aWordsLagRunsToTheFirstRevisionThatShowsItInItsPlace() {
        tracker.accept(partial(0, 0, "", "ask"), wordEndUs(0, 0) + 300_000);
        tracker.accept(partial(0, 1, "ask", "knot"), wordEndUs(0, 0) + 800_000);
        tracker.accept(last(0, 2, "Ask not"), wordEndUs(0, 1) + 900_000);

        assertThat(tracker.lag()).isEqualTo(new Percentiles(300, 900, 900));
        assertThat(tracker.commitLag()).isEqualTo(new Percentiles(800, 900, 900));
        assertThat(tracker.finalLag()).isEqualTo(new Percentiles(900, 900, 900));
        assertThat(tracker.words()).isEqualTo(2);
    }

    @Test
    void aWordAtAnotherPlaceIsNotShownYet() {
        tracker.accept(partial(0, 0, "", "best of"), wordEndUs(0, 0) + 100_000);
        tracker.accept(last(0, 1, "the best of"), wordEndUs(0, 0) + 700_000);
        // the: 700, best: 500, of: 300 ms after its end.
        assertThat(tracker.lag()).isEqualTo(new Percentiles(500, 700, 700));
    }

    @Test
    void punctuationAndCaseMakeNoDifferenceToTheLag() {
        tracker.accept(partial(0, 0, "", "times"), wordEndUs(0, 0) + 100_000);
        tracker.accept(last(0, 1, "Times."), wordEndUs(0, 0) + 700_000);
        assertThat(tracker.lag()).isEqualTo(new Percentiles(100, 100, 100));
        assertThat(tracker.commitLag()).isEqualTo(new Percentiles(700, 700, 700));
    }

    @Test
    void keepingCommittedWordsIsNoRewrite() {
        tracker.accept(partial(0, 0, "it was", "the rest"), 1);
        tracker.accept(partial(0, 1, "it was the", "best"), 2);
        tracker.accept(partial(0, 0, "it was", "the rest"), 3);
        tracker.accept(last(0, 2, "it was the best"), 4);
        tracker.accept(last(0, 2, "it was the best"), 5);
        assertThat(tracker.committedRewrites()).isZero();
        assertThat(tracker.text()).isEqualTo("it was the best");
    }

    @Test
    void changingACommittedWordIsARewriteEvenInItsPunctuation() {
        tracker.accept(partial(0, 0, "it was", "the"), 1);
        tracker.accept(last(0, 1, "it was, the"), 2);
        assertThat(tracker.committedRewrites()).isEqualTo(1);
    }

    @Test
    void takingCommittedWordsBackIsARewrite() {
        tracker.accept(partial(0, 0, "it was the", ""), 1);
        tracker.accept(partial(0, 1, "it", "was"), 2);
        assertThat(tracker.committedRewrites()).isEqualTo(2);
    }

    @Test
    void aFinalThatIsChangedLaterIsARewrite() {
        tracker.accept(last(0, 1, "it was"), 1);
        tracker.accept(last(0, 2, "it is"), 2);
        assertThat(tracker.committedRewrites()).isEqualTo(1);
    }

    @Test
    void aLateOlderRevisionThatContradictsIsARewriteAndIsNotShown() {
        tracker.accept(partial(0, 3, "it was", ""), 1);
        tracker.accept(partial(0, 2, "in", ""), 2);
        assertThat(tracker.committedRewrites()).isEqualTo(1);
        assertThat(tracker.text()).isEqualTo("it was");
    }

    @Test
    void utterancesComeInTheOrderOfTheSoundAndEmptyOnesNotAtAll() {
        tracker.accept(last(2, 0, "third"), 1);
        tracker.accept(last(1, 0, ""), 2);
        tracker.accept(last(0, 0, "first"), 3);
        assertThat(tracker.text()).isEqualTo("first third");
        assertThat(tracker.ended()).isFalse();
        tracker.accept(Captions.endOfStream(), 4);
        assertThat(tracker.ended()).isTrue();
        assertThat(tracker.words()).isEqualTo(2);
    }

    @Test
    void tenHoursOfSpeechAreAFewMegabytes() {
        int hours = 10;
        int utterancesAnHour = 600;
        String[] words = "it was the best of times it was the worst of times".split(" ");
        for (int i = 0; i < hours * utterancesAnHour; i++) {
            for (int revision = 0; revision < words.length; revision++) {
                String committed = String.join(" ", Arrays.copyOf(words, revision));
                tracker.accept(partial(i, revision, committed, words[revision]), i);
            }
            tracker.accept(last(i, words.length, String.join(" ", words)), i);
        }
        assertThat(tracker.finals()).isEqualTo(hours * utterancesAnHour);
        assertThat(tracker.words()).isEqualTo(hours * utterancesAnHour * words.length);
        // 7200 words an hour.
        assertThat(tracker.keptBytes() / hours).isBetween(100_000L, 400_000L);
        assertThat(tracker.committedRewrites()).isZero();
    }

    @Test
    void aFinalThatComesOnceMoreMuchLaterIsNoRewriteAndAnotherOneIs() {
        tracker.accept(partial(0, 0, "it was", "the"), 1);
        tracker.accept(last(0, 1, "it was the"), 2);
        tracker.accept(partial(0, 0, "it was", "the"), 3);
        tracker.accept(last(0, 1, "it was the"), 4);
        assertThat(tracker.committedRewrites()).isZero();
        assertThat(tracker.finals()).isEqualTo(1);
        tracker.accept(last(0, 2, "it was a"), 5);
        assertThat(tracker.committedRewrites()).isEqualTo(1);
        assertThat(tracker.text()).isEqualTo("it was a");
    }

    @Test
    void anUtteranceWithoutAFinalIsKept() {
        tracker.accept(partial(0, 0, "it", "was"), 1);
        assertThat(tracker.unfinished()).hasSize(1);
        assertThat(tracker.text()).isEqualTo("it was");
        assertThat(tracker.lag()).isNull();
    }
}
