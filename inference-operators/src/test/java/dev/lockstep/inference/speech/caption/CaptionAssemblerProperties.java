package dev.lockstep.inference.speech.caption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.CloseReason;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CaptionAssemblerProperties {
    private final CaptionAssembler assembler = new CaptionAssembler(() -> 42);

    /** Hypotheses of one utterance that contradict each other as much as they like. */
    @Provide
    Arbitrary<List<List<String>>> hypotheses() {
        Arbitrary<String> word = Arbitraries.of("a", "b", "c", "d.", "e,");
        return word.list().ofMaxSize(8).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property
    void committedWordsNeverChangeAndRevisionsRise(
            @ForAll("hypotheses") List<List<String>> hypotheses, @ForAll boolean restored) {
        AssemblerState state = new AssemblerState();
        List<Caption> captions = new ArrayList<>();
        for (int i = 0; i < hypotheses.size(); i++) {
            boolean last = i == hypotheses.size() - 1;
            if (restored) {
                state = AssemblerState.fromBytes(state.toBytes());
            }
            captions.addAll(assembler.accept(state, outcome(hypotheses.get(i), i, last)));
        }
        List<String> committed = List.of();
        int revision = -1;
        for (Caption caption : captions) {
            assertThat(caption.getRevision()).isGreaterThan(revision);
            revision = caption.getRevision();
            List<String> now =
                    caption.getWords().stream()
                            .filter(Word::getCommitted)
                            .map(Word::getText)
                            .toList();
            assertThat(now).hasSizeGreaterThanOrEqualTo(committed.size());
            assertThat(now.subList(0, committed.size())).isEqualTo(committed);
            assertThat(String.join(" ", now)).isEqualTo(caption.getCommittedText());
            committed = now;
        }
        if (!captions.isEmpty()) {
            Caption last = captions.get(captions.size() - 1);
            assertThat(last.getIsFinal()).isTrue();
            assertThat(last.getTentativeText()).isEmpty();
        }
    }

    private static SpeechOutcome outcome(List<String> texts, int step, boolean last) {
        List<RecognizedWord> words = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            words.add(
                    new RecognizedWord(texts.get(i), i * 300_000L, i * 300_000L + 250_000, 0.95f));
        }
        UtteranceSpan span =
                new UtteranceSpan(
                        "s",
                        "audio-0",
                        0,
                        step,
                        last ? RequestKind.FINAL : RequestKind.PARTIAL,
                        last ? CloseReason.SILENCE : CloseReason.OPEN,
                        0,
                        0,
                        (step + 1) * 900_000L,
                        (step + 1) * 900_000L,
                        (step + 1) * 900_000L,
                        (step + 1) * 900_000L);
        return new SpeechOutcome(
                span, RecognitionStatus.RECOGNIZED, words, 0.9f, "m", "1", 0, null);
    }
}
