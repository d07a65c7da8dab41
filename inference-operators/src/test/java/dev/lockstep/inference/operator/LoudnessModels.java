package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import dev.lockstep.inference.speech.segment.VoiceActivityState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Models that need no file: sound above zero is speech, and each half second of it is a word. */
record LoudnessModels() implements SpeechModels {
    private static final long WORD_US = 500_000;

    @Override
    public Lease acquire() {
        return new Lease() {
            @Override
            public SpeechRecognizer recognizer() {
                return new WordPerHalfSecond();
            }

            @Override
            public VoiceActivityDetector detector() {
                return new Loudness();
            }

            @Override
            public void close() {}
        };
    }

    static SpeechOutcome answer(SpeechRequest request) {
        UtteranceSpan span = request.span();
        List<RecognizedWord> words = new ArrayList<>();
        for (long at = 0; at + WORD_US <= span.durationUs(); at += WORD_US) {
            long startUs = span.startUs() + at;
            words.add(new RecognizedWord("w" + words.size(), startUs, startUs + WORD_US, 1f));
        }
        return new SpeechOutcome(
                span, RecognitionStatus.RECOGNIZED, words, 1f, "half-seconds", "1", 0, null);
    }

    private record Loudness() implements VoiceActivityDetector {
        @Override
        public float score(short[] samples, int offset, VoiceActivityState state) {
            return samples[offset] > 0 ? 0.9f : 0.1f;
        }

        @Override
        public void close() {}
    }

    private record WordPerHalfSecond() implements SpeechRecognizer {
        @Override
        public CompletableFuture<SpeechOutcome> recognize(SpeechRequest request) {
            return CompletableFuture.completedFuture(answer(request));
        }

        @Override
        public void close() {}
    }
}
