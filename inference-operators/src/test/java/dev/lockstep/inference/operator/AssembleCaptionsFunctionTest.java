package dev.lockstep.inference.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.Word;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class AssembleCaptionsFunctionTest {
    @Test
    void putsOutcomesBackIntoOrder() throws Exception {
        List<SpeechOutcome> outcomes = outcomes();
        List<String> inOrder = captions(outcomes);
        assertThat(inOrder).hasSizeGreaterThan(6);
        for (int seed = 0; seed < 20; seed++) {
            List<SpeechOutcome> shuffled = new ArrayList<>(outcomes);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(captions(shuffled)).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    @Test
    void goesOnAfterARestoreWithOutcomesThatCameTooEarly() throws Exception {
        List<SpeechOutcome> outcomes = outcomes();
        List<String> inOrder = captions(outcomes);
        List<String> texts = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var harness = Harnesses.assembler()) {
            harness.open();
            for (SpeechOutcome early : outcomes.subList(1, 4)) {
                harness.processElement(early, 0);
            }
            assertThat(harness.extractOutputValues()).isEmpty();
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = Harnesses.assembler()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.processElement(outcomes.get(0), 0);
            for (SpeechOutcome later : outcomes.subList(4, outcomes.size())) {
                harness.processElement(later, 0);
            }
            texts.addAll(texts(harness));
        }

        assertThat(texts).isEqualTo(inOrder);
    }

    @Test
    void sendsFinalsToTheSettledOutputAndCommittedWordsToTheAligner() throws Exception {
        try (var harness = Harnesses.assembler()) {
            harness.open();
            for (SpeechOutcome outcome : outcomes()) {
                harness.processElement(outcome, 0);
            }
            List<Caption> settled = side(harness, AssembleCaptionsFunction.SETTLED);
            assertThat(settled).hasSize(2).allMatch(Caption::getIsFinal);
            assertThat(settled).noneMatch(Caption::getEndOfStream);
            List<StreamItem> words = side(harness, AssembleCaptionsFunction.WORDS);
            List<SpokenWords> ends =
                    words.stream().map(StreamItem::spoken).filter(SpokenWords::last).toList();
            assertThat(ends).extracting(SpokenWords::utterance).containsExactly(0L, 1L, 2L);
            assertThat(ends)
                    .extracting(SpokenWords::endOfSpeech)
                    .containsExactly(false, false, true);
            for (int i = 0; i < 2; i++) {
                assertThat(ends.get(i).words())
                        .extracting(SpokenWord::text)
                        .containsExactlyElementsOf(
                                settled.get(i).getWords().stream().map(Word::getText).toList());
            }
            assertThat(words).hasSizeGreaterThan(ends.size());
        }
    }

    @Test
    void makesADeadLetterOfAFinalThatFailedAndGoesOn() throws Exception {
        List<SpeechOutcome> outcomes = new ArrayList<>();
        for (SpeechOutcome outcome : outcomes()) {
            boolean first = outcome.span().utterance() == 0;
            outcomes.add(
                    first && outcome.span().kind() == RequestKind.FINAL
                            ? failed(outcome)
                            : outcome);
        }
        try (var harness = Harnesses.assembler()) {
            harness.open();
            for (SpeechOutcome outcome : outcomes) {
                harness.processElement(outcome, 0);
            }
            List<DeadLetter> dead = side(harness, AssembleCaptionsFunction.DEAD_LETTERS);
            assertThat(dead).hasSize(1);
            assertThat(dead.get(0).getStage()).isEqualTo("recognize");
            assertThat(dead.get(0).getMessage()).contains("Utterance 0", "out of memory");
            assertThat(side(harness, AssembleCaptionsFunction.SETTLED)).hasSize(2);
        }
    }

    @Test
    void beginsAnewWhenAForgottenSourceComesBack() throws Exception {
        List<String> once = captions(outcomes());
        try (var harness = Harnesses.assembler()) {
            harness.open();
            for (int time = 0; time < 2; time++) {
                for (SpeechOutcome outcome : outcomes()) {
                    harness.processElement(outcome, 0);
                }
            }
            List<String> twice = new ArrayList<>(once);
            twice.addAll(once);
            assertThat(texts(harness)).isEqualTo(twice);

            harness.setProcessingTime(Harnesses.RETENTION.toMillis() * 2);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static List<SpeechOutcome> outcomes() throws Exception {
        try (var harness = Harnesses.segmenter(1, 0)) {
            harness.open();
            for (AudioInput input : Sounds.twoUtterances("s")) {
                harness.processElement(input, 0);
            }
            List<SpeechRequest> requests = harness.extractOutputValues();
            return requests.stream().map(LoudnessModels::answer).toList();
        }
    }

    private static SpeechOutcome failed(SpeechOutcome outcome) {
        return new SpeechOutcome(
                outcome.span(),
                RecognitionStatus.FAILED,
                List.of(),
                0,
                outcome.modelId(),
                outcome.modelVersion(),
                0,
                "out of memory");
    }

    private static List<String> captions(List<SpeechOutcome> outcomes) throws Exception {
        try (var harness = Harnesses.assembler()) {
            harness.open();
            for (SpeechOutcome outcome : outcomes) {
                harness.processElement(outcome, 0);
            }
            return texts(harness);
        }
    }

    private static List<String> texts(
            KeyedOneInputStreamOperatorTestHarness<String, SpeechOutcome, Caption> harness) {
        return harness.extractOutputValues().stream()
                .map(
                        c ->
                                c.getUtterance()
                                        + "/"
                                        + c.getRevision()
                                        + ": "
                                        + c.getCommittedText()
                                        + "|"
                                        + c.getTentativeText())
                .toList();
    }

    private static <T> List<T> side(
            KeyedOneInputStreamOperatorTestHarness<String, SpeechOutcome, Caption> harness,
            OutputTag<T> tag) {
        List<T> values = new ArrayList<>();
        var records = harness.getSideOutput(tag);
        if (records != null) {
            records.forEach(r -> values.add(r.getValue()));
        }
        return values;
    }
}
