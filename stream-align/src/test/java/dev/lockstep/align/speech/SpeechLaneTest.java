package dev.lockstep.align.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpeechLaneTest {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final SpeechLane lane = new SpeechLane();

    @Test
    void withoutSpeechTheSoundIsFinalAsFarAsItWasSearched() {
        assertThat(lane.passedUs()).isEqualTo(UNKNOWN);
        mark(0, 100);
        assertThat(lane.passedUs()).isEqualTo(100);
        assertThat(lane.finalUs()).isEqualTo(100);
        // An older mark that comes late says nothing.
        mark(0, 50);
        assertThat(lane.finalUs()).isEqualTo(100);
    }

    @Test
    void committedWordsLetWindowsFireAndLastOnesLetThemSettle() {
        mark(0, 1_000);
        assertThat(words(0, false, 1_000, "it", "was")).isEqualTo(new ChangedSpan(1_000, 1_200));
        assertThat(lane.passedUs()).isEqualTo(1_200);
        assertThat(lane.finalUs()).isEqualTo(1_000);
        // The utterance is over, its last words are on their way.
        mark(1, 2_000);
        assertThat(lane.awaitsWords()).isTrue();
        assertThat(lane.finalUs()).isEqualTo(1_000);
        assertThat(words(0, true, 1_000, "it", "is", "it"))
                .isEqualTo(new ChangedSpan(1_100, 1_300));
        assertThat(lane.awaitsWords()).isFalse();
        assertThat(lane.finalUs()).isEqualTo(2_000);
        assertThat(lane.utterances()).hasSize(1);
    }

    @Test
    void wordsMayComeBeforeTheirMark() {
        mark(0, 1_000);
        words(0, true, 1_000, "yes");
        assertThat(lane.finalUs()).isEqualTo(1_000);
        mark(1, 3_000);
        assertThat(lane.finalUs()).isEqualTo(3_000);
    }

    @Test
    void whereWordsAreAlwaysOnTheirWayWhatIsBeforeThemIsFinal() {
        mark(0, 1_000);
        mark(1, 2_000);
        mark(2, 3_000);
        words(0, true, 1_000, "one");
        assertThat(lane.finalUs()).isEqualTo(2_000);
        mark(3, 4_000);
        words(1, true, 2_000, "two");
        assertThat(lane.finalUs()).isEqualTo(3_000);
    }

    @Test
    void anUtteranceThatFailedHasNoWordsAndHoldsNothingUp() {
        mark(1, 2_000);
        assertThat(words(0, true, 0)).isNull();
        assertThat(lane.finalUs()).isEqualTo(2_000);
        assertThat(lane.utterances()).isEmpty();
        // One that failed after it had committed some keeps none of them.
        words(1, false, 2_000, "a");
        assertThat(words(1, true, 0)).isEqualTo(new ChangedSpan(2_000, 2_100));
        assertThat(lane.utterances().get(0).words()).isEmpty();
    }

    @Test
    void whatBelongsToAnUtteranceThatIsOverIsRepeated() {
        words(0, true, 1_000, "yes");
        assertThat(words(0, false, 1_000, "no")).isNull();
        assertThat(lane.utterances().get(0).words().get(0).text()).isEqualTo("yes");
    }

    @Test
    void theEndMayComeBeforeTheLastMarks() {
        mark(0, 1_000);
        end(0);
        assertThat(lane.hasEnded()).isTrue();
        assertThat(lane.passedUs()).isEqualTo(Long.MAX_VALUE);
        mark(0, 1_500);
        assertThat(lane.hasEnded()).isTrue();
        lane.mark(new SpeechMark(1, 2_000), true);
        assertThat(lane.hasEnded()).isTrue();
        assertThat(lane.finalUs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSourceThatComesBackIsAwaitedAgain() {
        lane.mark(new SpeechMark(1, 2_000), true);
        end(0);
        assertThat(lane.hasEnded()).isTrue();
        mark(1, 2_000);
        assertThat(lane.hasEnded()).isFalse();
        assertThat(lane.finalUs()).isEqualTo(2_000);
        words(1, false, 9_000, "back");
        assertThat(lane.passedUs()).isEqualTo(9_100);
        lane.mark(new SpeechMark(3, 10_000), true);
        words(1, true, 9_000, "back");
        end(2);
        assertThat(lane.hasEnded()).isTrue();
    }

    @Test
    void anEndThatComesAfterTheSourceIsBackDoesNotEndItAgain() {
        lane.mark(new SpeechMark(1, 2_000), true);
        mark(1, 5_000);
        end(0);
        assertThat(lane.hasEnded()).isFalse();
        assertThat(lane.finalUs()).isEqualTo(5_000);
    }

    @Test
    void aSegmenterThatForgotTheSourceCountsAnew() {
        mark(7, 1_000);
        words(6, true, 500, "old");
        mark(0, 9_000);
        assertThat(words(0, true, 9_000, "new")).isEqualTo(new ChangedSpan(9_000, 9_100));
        assertThat(lane.utterances())
                .extracting(utterance -> utterance.words().get(0).text())
                .containsExactly("old", "new");
        lane.evictBefore(1_000);
        assertThat(lane.utterances()).hasSize(1);
    }

    @Test
    void utterancesThatAreOverAreLetGo() {
        words(0, true, 0, "a");
        words(1, false, 1_000, "b");
        lane.evictBefore(5_000);
        assertThat(lane.utterances()).extracting(Utterance::number).containsExactly(1L);
    }

    @Test
    void marksWithoutWordsDoNotPileUp() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            mark(i, 1_000L * i);
        }
        assertThat(bytes(lane)).hasSizeLessThan(2_000);
        words(9_999, true, 9_999_000, "at last");
        assertThat(lane.finalUs()).isEqualTo(9_999_000);
    }

    /** Whatever a test did: the lane reads as it was written. */
    @AfterEach
    void readsAsItWasWritten() throws IOException {
        SpeechLane read = new SpeechLane();
        read.read(new DataInputStream(new ByteArrayInputStream(bytes(lane))));
        assertThat(bytes(read)).isEqualTo(bytes(lane));
        assertThat(read.passedUs()).isEqualTo(lane.passedUs());
        assertThat(read.finalUs()).isEqualTo(lane.finalUs());
        assertThat(read.utterances()).isEqualTo(lane.utterances());
    }

    private static byte[] bytes(SpeechLane lane) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lane.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private void mark(long utterances, long spokenFromUs) {
        lane.mark(new SpeechMark(utterances, spokenFromUs), false);
    }

    private void end(long utterance) {
        assertThat(lane.accept(new SpokenWords(utterance, true, true, List.of()))).isNull();
    }

    private @Nullable ChangedSpan words(
            long utterance, boolean last, long fromUs, String... texts) {
        List<SpokenWord> words = new ArrayList<>();
        long atUs = fromUs;
        for (String text : texts) {
            words.add(new SpokenWord(text, atUs, atUs + 100, 0.5f));
            atUs += 100;
        }
        return lane.accept(new SpokenWords(utterance, last, false, words));
    }
}
