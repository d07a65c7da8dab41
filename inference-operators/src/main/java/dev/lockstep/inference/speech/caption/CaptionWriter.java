package dev.lockstep.inference.speech.caption;

import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.ModelReference;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Fills caption records. Stateless. */
final class CaptionWriter {
    private final LongSupplier clockUs;

    CaptionWriter(LongSupplier clockUs) {
        this.clockUs = clockUs;
    }

    Caption caption(SpeechOutcome outcome, List<RecognizedWord> words, int committed) {
        List<Word> written = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); i++) {
            RecognizedWord word = words.get(i);
            written.add(
                    new Word(
                            word.text(),
                            word.startUs(),
                            word.endUs(),
                            i < committed,
                            word.confidence()));
        }
        boolean last = outcome.span().kind() == RequestKind.FINAL;
        return header(outcome)
                .setCommittedText(text(words.subList(0, committed)))
                .setTentativeText(text(words.subList(committed, words.size())))
                .setWords(written)
                .setIsFinal(last)
                .setConfidence(words.isEmpty() ? null : outcome.confidence())
                .setEndOfStream(false)
                .build();
    }

    Caption endOfStream(SpeechOutcome outcome) {
        return header(outcome)
                .setCommittedText("")
                .setTentativeText("")
                .setWords(List.of())
                .setIsFinal(true)
                .setEndOfStream(true)
                .build();
    }

    private Caption.Builder header(SpeechOutcome outcome) {
        UtteranceSpan span = outcome.span();
        return Caption.newBuilder()
                .setStreamId(span.streamId())
                .setSourceId(span.sourceId())
                .setUtterance(span.utterance())
                .setRevision(span.step())
                .setEventTimeUs(span.startUs())
                .setPtsUs(span.startPtsUs())
                .setDurationUs(span.durationUs())
                .setIngestTimeUs(span.ingestUs())
                .setCloseReason(span.closeReason())
                .setModel(
                        ModelReference.newBuilder()
                                .setId(outcome.modelId())
                                .setVersion(outcome.modelVersion())
                                .build())
                .setTimes(
                        ProcessingTimes.newBuilder()
                                .setCapturedUs(span.capturedUs())
                                .setIngestedUs(span.ingestUs())
                                .setInferredUs(outcome.inferredUs())
                                .setPublishedUs(clockUs.getAsLong())
                                .build());
    }

    private static String text(List<RecognizedWord> words) {
        return words.stream().map(RecognizedWord::text).collect(Collectors.joining(" "));
    }
}
