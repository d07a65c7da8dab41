package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatcherConf;
import dev.lockstep.inference.batch.DynamicBatcher;
import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Recognises in batches over one model, on the threads that all models share. Requests of a source
 * are answered in order; between sources finals go before partials. A partial that a newer request
 * of its utterance waits behind is skipped, unless every partial is to be answered, as in a replay
 * that must give the same result each time: then each request is decoded by itself, too, because a
 * quantised model's answer depends a little on its batch.
 */
public final class PooledSpeechRecognizer implements SpeechRecognizer {
    /** Up to this length sounds share a batch; longer ones are padded too much. */
    private static final int BUCKET_SAMPLES = 10 * SpeechRequest.SAMPLE_RATE_HZ;

    /** More than the operators of a process hold unanswered; they wait first. */
    private static final int CAPACITY = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DynamicBatcher<SpeechRequest, SpeechOutcome> batcher;
    private final boolean skipStalePartials;

    /**
     * @param model not closed by this
     * @param conf threads, batches and what to believe
     * @param workers who runs it
     * @param clockUs wall clock, µs since the epoch
     */
    public PooledSpeechRecognizer(
            SpeechModel model,
            RecognizerConf conf,
            InferenceWorkers workers,
            LongSupplier clockUs) {
        this(
                new SpeechBatchRunner(
                        model,
                        new UtteranceRecognizer(model, conf.guard(), conf.steering(), clockUs)),
                conf,
                workers);
    }

    /**
     * @param slot whose model may change; not closed by this
     * @param conf threads and batches
     * @param workers who runs it
     */
    public PooledSpeechRecognizer(SpeechSlot slot, RecognizerConf conf, InferenceWorkers workers) {
        this((BatchRunner<SpeechRequest, SpeechOutcome>) slot, conf, workers);
    }

    private PooledSpeechRecognizer(
            BatchRunner<SpeechRequest, SpeechOutcome> runner,
            RecognizerConf conf,
            InferenceWorkers workers) {
        this.skipStalePartials = conf.skipStalePartials();
        this.batcher =
                new DynamicBatcher<>(
                        new BatcherConf(
                                conf.skipStalePartials() ? conf.batchSize() : 1,
                                conf.batchDelay(),
                                conf.threads(),
                                CAPACITY,
                                CAPACITY,
                                false,
                                PATIENCE,
                                false),
                        runner,
                        workers);
    }

    @Override
    public CompletableFuture<SpeechOutcome> recognize(SpeechRequest request) {
        return recognize(request, BatchListener.NONE);
    }

    @Override
    public CompletableFuture<SpeechOutcome> recognize(
            SpeechRequest request, BatchListener listener) {
        return batcher.submit(request, ticket(request), listener);
    }

    private Ticket ticket(SpeechRequest request) {
        UtteranceSpan span = request.span();
        boolean partial = span.kind() == RequestKind.PARTIAL;
        return new Ticket(
                span.streamId() + '\n' + span.sourceId(),
                partial ? Urgency.PARTIAL_SPEECH : Urgency.FINAL_SPEECH,
                span.utterance(),
                partial && skipStalePartials,
                request.samples().length / BUCKET_SAMPLES,
                Ticket.NO_DEADLINE);
    }

    @Override
    public void close() {
        batcher.close();
    }
}
