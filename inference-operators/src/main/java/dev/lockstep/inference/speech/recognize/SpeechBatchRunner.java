package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.decode.BatchedGreedyDecoder;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.decode.Hypothesis;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recognises batches: the sounds are encoded as the model finds it quickest, on a CPU each by
 * itself; the decoders are stepped together. A request that is steered is decoded by itself, with
 * its continuations as the rows of a run. The draft of a growing utterance is kept from one request
 * of its source to the next. Thread-safe, as long as the requests of a source come one at a time.
 */
final class SpeechBatchRunner implements BatchRunner<SpeechRequest, SpeechOutcome> {
    private final SpeechModel model;
    private final UtteranceRecognizer recognizer;
    private final GreedyDecoder single;
    private final BatchedGreedyDecoder joint;
    private final Map<String, UtteranceDraft> drafts = new ConcurrentHashMap<>();

    SpeechBatchRunner(SpeechModel model, UtteranceRecognizer recognizer) {
        this.model = model;
        this.recognizer = recognizer;
        this.single = new GreedyDecoder(model.spec().decoding());
        this.joint = new BatchedGreedyDecoder(model.spec().decoding());
    }

    /** Requests that are decoded now, with their drafts and their sessions. */
    private record Work(
            BatchedRequest<SpeechRequest, SpeechOutcome> request,
            UtteranceDraft draft,
            BatchedGreedyDecoder.Input input) {}

    @Override
    public void run(List<BatchedRequest<SpeechRequest, SpeechOutcome>> batch) {
        List<Work> works = new ArrayList<>(batch.size());
        List<BatchedRequest<SpeechRequest, SpeechOutcome>> heard = new ArrayList<>(batch.size());
        try {
            for (BatchedRequest<SpeechRequest, SpeechOutcome> one : batch) {
                UtteranceDraft draft = draft(one);
                if (recognizer.steers(one.request())) {
                    UtteranceRecognizer.Recognition done = recognizer.steered(one.request(), draft);
                    answer(one, done.outcome(), done.draft());
                } else if (recognizer.hears(one.request())) {
                    heard.add(one);
                } else {
                    answer(one, recognizer.silent(one.request()), draft);
                }
            }
            encode(heard, works);
            decode(works);
        } finally {
            works.forEach(work -> work.input().session().close());
        }
    }

    private void encode(
            List<BatchedRequest<SpeechRequest, SpeechOutcome>> heard, List<Work> works) {
        List<short[]> sounds = heard.stream().map(one -> one.request().samples()).toList();
        List<DecoderSession> sessions = model.encodeAll(sounds);
        for (int i = 0; i < sessions.size(); i++) {
            BatchedRequest<SpeechRequest, SpeechOutcome> one = heard.get(i);
            UtteranceDraft draft = draft(one);
            works.add(
                    new Work(one, draft, recognizer.input(one.request(), draft, sessions.get(i))));
        }
    }

    private void decode(List<Work> works) {
        if (works.isEmpty()) {
            return;
        }
        if (works.size() == 1) {
            BatchedGreedyDecoder.Input input = works.get(0).input();
            decoded(
                    works.get(0),
                    single.decode(
                            input.session(), input.forced(), input.draft(), input.maxTokens()));
            return;
        }
        List<BatchedGreedyDecoder.Input> inputs = works.stream().map(Work::input).toList();
        List<DecoderSession> sessions =
                inputs.stream().map(BatchedGreedyDecoder.Input::session).toList();
        try (DecoderBatch together = model.batch(sessions)) {
            joint.decode(inputs, together, (i, hypothesis) -> decoded(works.get(i), hypothesis));
        }
    }

    private void decoded(Work work, Hypothesis hypothesis) {
        UtteranceRecognizer.Recognition done =
                recognizer.recognition(work.request().request(), work.draft(), hypothesis);
        answer(work.request(), done.outcome(), done.draft());
    }

    private UtteranceDraft draft(BatchedRequest<SpeechRequest, SpeechOutcome> one) {
        long utterance = one.request().span().utterance();
        UtteranceDraft draft = drafts.get(one.ticket().source());
        return draft != null && draft.utterance() == utterance
                ? draft
                : UtteranceDraft.none(utterance);
    }

    /** Keeps the draft before the answer lets the source's next request go. */
    private void answer(
            BatchedRequest<SpeechRequest, SpeechOutcome> one,
            SpeechOutcome outcome,
            UtteranceDraft draft) {
        if (one.request().span().kind() == RequestKind.PARTIAL) {
            drafts.put(one.ticket().source(), draft);
        } else {
            drafts.remove(one.ticket().source());
        }
        one.answer(outcome);
    }

    @Override
    public SpeechOutcome skipped(SpeechRequest request) {
        return recognizer.skipped(request);
    }

    @Override
    public SpeechOutcome failed(SpeechRequest request, Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return recognizer.failed(request, failure.getMessage() + " (" + cause.getMessage() + ")");
    }

    @Override
    public SpeechOutcome refused(SpeechRequest request, String reason) {
        return recognizer.failed(request, reason);
    }
}
