package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.decode.BatchedGreedyDecoder;
import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.ContextGraph;
import dev.lockstep.inference.decode.ContextualDecoder;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.Hypothesis;
import dev.lockstep.inference.decode.Tokenizer.TokenWord;
import dev.lockstep.inference.speech.LocalAgreement;
import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.context.TermSpellings;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What happens to a request before and after it is decoded. Stateless, thread-safe. */
final class UtteranceRecognizer {
    private final SpeechModel model;
    private final HypothesisGuard guard;
    private final SteeringConf steering;
    private final ContextualDecoder contextual;
    private final LongSupplier clockUs;
    private final WordAligner aligner = new WordAligner();

    UtteranceRecognizer(
            SpeechModel model, HypothesisGuard guard, SteeringConf steering, LongSupplier clockUs) {
        this.model = model;
        this.guard = guard;
        this.steering = steering;
        this.contextual =
                new ContextualDecoder(model.spec().decoding(), steering.width(), steering.margin());
        this.clockUs = clockUs;
    }

    /**
     * An answer and the draft for the next request of the utterance.
     *
     * @param outcome the answer
     * @param draft for the next request
     */
    record Recognition(SpeechOutcome outcome, UtteranceDraft draft) {}

    /** Whether there is speech to decode; if not, the answer is {@link #silent}. */
    boolean hears(SpeechRequest request) {
        boolean speech = request.span().speechEndUs() > request.span().startUs();
        return speech && request.samples().length >= model.spec().shortestSamples();
    }

    /** The answer to a request without speech. */
    SpeechOutcome silent(SpeechRequest request) {
        return words(request, List.of(), 0);
    }

    /**
     * What is decoded of a request.
     *
     * @param session over its sound
     */
    BatchedGreedyDecoder.Input input(
            SpeechRequest request, UtteranceDraft draft, DecoderSession session) {
        int[] forced = Arrays.copyOf(draft.tokens(), draft.committedTokens());
        // A final is not drafted: the draft would carry over what was heard with less context.
        int[] guess = request.span().kind() == RequestKind.FINAL ? forced : draft.tokens();
        return new BatchedGreedyDecoder.Input(
                session, forced, guess, model.spec().maxTokens(request.samples().length));
    }

    /** Whether there is speech, and words on screen to lean towards. */
    boolean steers(SpeechRequest request) {
        return !request.terms().isEmpty() && hears(request);
    }

    /** Decodes a request that leans towards the words on screen; it takes no draft. */
    Recognition steered(SpeechRequest request, UtteranceDraft draft) {
        ContextGraph graph =
                TermSpellings.graph(request.terms(), model.tokenizer(), steering.bonus());
        int[] forced = Arrays.copyOf(draft.tokens(), draft.committedTokens());
        try (BeamSession session = model.encodeForBeams(request.samples())) {
            int limit = model.spec().maxTokens(request.samples().length);
            return recognition(request, draft, contextual.decode(session, forced, graph, limit));
        }
    }

    /** Makes the answer of what was decoded. */
    Recognition recognition(SpeechRequest request, UtteranceDraft draft, Hypothesis hypothesis) {
        int length = request.samples().length;
        List<TokenWord> found = model.tokenizer().words(hypothesis.tokens());
        boolean committed = draft.committedTokens() > 0;
        if (found.isEmpty() || (!committed && !guard.believes(hypothesis, length))) {
            return new Recognition(silent(request), UtteranceDraft.none(draft.utterance()));
        }
        List<String> texts = found.stream().map(TokenWord::text).toList();
        List<WordAligner.Span> spans = aligner.align(texts, request.samples());
        List<RecognizedWord> words = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            TokenWord word = found.get(i);
            words.add(
                    new RecognizedWord(
                            word.text(),
                            at(request.span(), spans.get(i).startSample()),
                            at(request.span(), spans.get(i).endSample()),
                            HypothesisGuard.confidence(
                                    hypothesis, word.firstToken(), word.endToken())));
        }
        float confidence = HypothesisGuard.confidence(hypothesis, 0, hypothesis.tokens().length);
        return new Recognition(
                words(request, words, confidence),
                next(draft, hypothesis, found, words, request.span()));
    }

    private static UtteranceDraft next(
            UtteranceDraft before,
            Hypothesis hypothesis,
            List<TokenWord> found,
            List<RecognizedWord> words,
            UtteranceSpan span) {
        long soundEndUs = span.startUs() + span.durationUs();
        int agreed =
                Math.max(
                        before.committedWords(),
                        LocalAgreement.stableWords(before.words(), words, soundEndUs));
        int agreedTokens = agreed == 0 ? 0 : found.get(agreed - 1).endToken();
        return new UtteranceDraft(
                before.utterance(),
                hypothesis.tokens(),
                words.stream().map(RecognizedWord::text).toList(),
                Math.max(before.committedTokens(), agreedTokens),
                agreed);
    }

    private SpeechOutcome words(
            SpeechRequest request, List<RecognizedWord> words, float confidence) {
        return outcome(request, RecognitionStatus.RECOGNIZED, words, confidence, null);
    }

    SpeechOutcome skipped(SpeechRequest request) {
        return outcome(request, RecognitionStatus.SKIPPED, List.of(), 0, null);
    }

    SpeechOutcome failed(SpeechRequest request, String failure) {
        return outcome(request, RecognitionStatus.FAILED, List.of(), 0, failure);
    }

    private SpeechOutcome outcome(
            SpeechRequest request,
            RecognitionStatus status,
            List<RecognizedWord> words,
            float confidence,
            @Nullable String failure) {
        return new SpeechOutcome(
                request.span(),
                status,
                words,
                confidence,
                model.spec().id(),
                model.spec().version(),
                clockUs.getAsLong(),
                failure);
    }

    private static long at(UtteranceSpan span, int sample) {
        return span.startUs() + sample * 1_000_000L / SpeechRequest.SAMPLE_RATE_HZ;
    }
}
