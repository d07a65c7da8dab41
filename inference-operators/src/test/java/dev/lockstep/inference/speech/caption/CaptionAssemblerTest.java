package dev.lockstep.inference.speech.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaptionAssemblerTest {
    private static final long SECOND = 1_000_000;

    private final CaptionAssembler assembler = new CaptionAssembler(() -> 99);
    private AssemblerState state = new AssemblerState();
    private final Map<Long, Integer> steps = new HashMap<>();

    private List<Caption> accept(
            long utterance, RequestKind kind, RecognitionStatus status, String text) {
        List<RecognizedWord> words = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String word : text.split(" ")) {
                long start = words.size() * 400_000L;
                words.add(new RecognizedWord(word, start, start + 300_000, 1));
            }
        }
        UtteranceSpan span =
                new UtteranceSpan(
                        "s",
                        "audio-0",
                        utterance,
                        steps.merge(utterance, 1, Integer::sum) - 1,
                        kind,
                        CloseReason.OPEN,
                        0,
                        0,
                        9 * SECOND,
                        0,
                        7,
                        8);
        return assembler.accept(
                state, new SpeechOutcome(span, status, words, 0.8f, "m", "1", 50, null));
    }

    private List<Caption> partial(long utterance, String text) {
        return accept(utterance, RequestKind.PARTIAL, RecognitionStatus.RECOGNIZED, text);
    }

    private List<Caption> last(long utterance, String text) {
        return accept(utterance, RequestKind.FINAL, RecognitionStatus.RECOGNIZED, text);
    }

    @Test
    void aWordIsCommittedWhenTwoHypothesesAgree() {
        Caption first = partial(0, "it was the").get(0);
        assertThat(first.getCommittedText()).isEmpty();
        assertThat(first.getTentativeText()).isEqualTo("it was the");
        Caption second = partial(0, "it was a time").get(0);
        assertThat(second.getCommittedText()).isEqualTo("it was");
        assertThat(second.getTentativeText()).isEqualTo("a time");
        Caption end = last(0, "it was a time.").get(0);
        assertThat(end.getCommittedText()).isEqualTo("it was a time.");
        assertThat(end.getTentativeText()).isEmpty();
        assertThat(end.getIsFinal()).isTrue();
        assertThat(end.getRevision()).isEqualTo(2);
        assertThat(end.getTimes().getInferredUs()).isEqualTo(50);
        assertThat(end.getTimes().getPublishedUs()).isEqualTo(99);
    }

    @Test
    void theSameHypothesisAgainIsNotPublishedAgain() {
        partial(0, "one two three");
        assertThat(partial(0, "one two three")).hasSize(1);
        assertThat(partial(0, "one two three")).isEmpty();
    }

    @Test
    void anOutcomeThatComesAfterTheFinalIsIgnored() {
        last(3, "done");
        assertThat(partial(3, "late")).isEmpty();
        assertThat(partial(2, "later still")).isEmpty();
        assertThat(last(3, "again")).isEmpty();
    }

    @Test
    void noiseWithoutWordsGivesNoCaption() {
        assertThat(partial(0, "")).isEmpty();
        assertThat(last(0, "")).isEmpty();
    }

    @Test
    void shownTentativeWordsAreTakenBackByAnEmptyFinal() {
        partial(0, "hm");
        Caption end = last(0, "").get(0);
        assertThat(end.getIsFinal()).isTrue();
        assertThat(end.getCommittedText()).isEmpty();
    }

    @Test
    void whenTheModelFailsOnAFinalTheLastHypothesisStands() {
        partial(0, "better than nothing");
        Caption end = accept(0, RequestKind.FINAL, RecognitionStatus.FAILED, "").get(0);
        assertThat(end.getCommittedText()).isEqualTo("better than nothing");
        assertThat(end.getIsFinal()).isTrue();
    }

    @Test
    void afterARestoreTheFinalIsStillTheHighestRevisionAlthoughPartialsAreSkipped() {
        partial(0, "it");
        AssemblerState checkpoint = state.copy();
        partial(0, "it was");
        int shown = partial(0, "it was the").get(0).getRevision();

        state = checkpoint;
        steps.put(0L, 1);
        accept(0, RequestKind.PARTIAL, RecognitionStatus.SKIPPED, "");
        accept(0, RequestKind.PARTIAL, RecognitionStatus.SKIPPED, "");
        Caption end = last(0, "it was the best.").get(0);

        assertThat(end.getRevision()).isGreaterThan(shown);
    }

    @Test
    void whatIsAskedAgainAfterARestoreHasTheRevisionThatItHad() {
        partial(0, "it");
        AssemblerState checkpoint = AssemblerState.fromBytes(state.toBytes());
        Caption before = partial(0, "it was").get(0);

        state = checkpoint;
        steps.put(0L, 1);

        assertThat(partial(0, "it was")).containsExactly(before);
    }

    @Test
    void theEndOfAStreamIsPublished() {
        last(0, "bye");
        Caption end = accept(1, RequestKind.END_OF_STREAM, RecognitionStatus.RECOGNIZED, "").get(0);
        assertThat(end.getEndOfStream()).isTrue();
        assertThat(end.getUtterance()).isEqualTo(1);
        assertThat(end.getWords()).isEmpty();
    }
}
