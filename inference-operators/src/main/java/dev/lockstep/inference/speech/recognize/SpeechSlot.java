package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.swap.Candidate;
import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.FailureCount;
import dev.lockstep.inference.swap.Handover;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.Mirror;
import dev.lockstep.inference.swap.SlotOwner;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognises with a model that may be replaced between two batches. While there is none, requests
 * are answered as failed. Drafts belong to a model and end with it: the next request of an open
 * utterance is decoded anew. Thread-safe.
 */
public final class SpeechSlot
        implements BatchRunner<SpeechRequest, SpeechOutcome>,
                SlotOwner<SpeechRequest, SpeechOutcome>,
                AutoCloseable {
    private static final String OUT_OF_SERVICE =
            "The speech model failed too often and is out of service until it is loaded again; the"
                    + " log says why.";

    private final Function<LocatedModel, SpeechModel> loading;
    private final RecognizerConf conf;
    private final LongSupplier clockUs;
    private final Mirror<SpeechRequest, SpeechOutcome> mirror = new Mirror<>();
    private final Handover<InService> handover =
            new Handover<>(null, serving -> serving.model().close());
    private volatile @Nullable FailureCount health;
    private boolean closed;

    private record InService(SpeechModel model, SpeechBatchRunner runner) {}

    /**
     * @param loading loads a model
     * @param clockUs wall clock, µs since the epoch
     */
    public SpeechSlot(
            Function<LocatedModel, SpeechModel> loading,
            RecognizerConf conf,
            LongSupplier clockUs) {
        this.loading = loading;
        this.conf = conf;
        this.clockUs = clockUs;
    }

    /** Has runs counted there from now on. */
    public void count(FailureCount runs) {
        health = runs;
    }

    private SpeechBatchRunner runner(SpeechModel model) {
        return new SpeechBatchRunner(
                model, new UtteranceRecognizer(model, conf.guard(), conf.steering(), clockUs));
    }

    @Override
    public void run(List<BatchedRequest<SpeechRequest, SpeechOutcome>> batch) {
        Handover<InService>.Use use = handover.use();
        if (use == null) {
            batch.forEach(one -> one.answer(failure(one.request(), OUT_OF_SERVICE)));
            return;
        }
        try (use) {
            use.value().runner().run(mirror.of(batch));
        }
        FailureCount counted = health;
        if (counted != null) {
            counted.good();
        }
    }

    @Override
    public SpeechOutcome skipped(SpeechRequest request) {
        return outcome(request, RecognitionStatus.SKIPPED, null);
    }

    @Override
    public SpeechOutcome failed(SpeechRequest request, Throwable failure) {
        FailureCount counted = health;
        if (counted != null) {
            counted.failed(failure);
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return failure(request, failure.getMessage() + " (" + cause.getMessage() + ")");
    }

    @Override
    public SpeechOutcome refused(SpeechRequest request, String reason) {
        return failure(request, reason);
    }

    private SpeechOutcome failure(SpeechRequest request, String message) {
        return outcome(request, RecognitionStatus.FAILED, message);
    }

    /** Nothing was heard, so the model that would have is not that important. */
    private SpeechOutcome outcome(
            SpeechRequest request, RecognitionStatus status, @Nullable String failure) {
        Handover<InService>.Use use = handover.use();
        if (use == null) {
            return new SpeechOutcome(
                    request.span(), status, List.of(), 0, "", "", clockUs.getAsLong(), failure);
        }
        try (use) {
            return new SpeechOutcome(
                    request.span(),
                    status,
                    List.of(),
                    0,
                    use.value().model().spec().id(),
                    use.value().model().spec().version(),
                    clockUs.getAsLong(),
                    failure);
        }
    }

    @Override
    public Candidate<SpeechRequest, SpeechOutcome> load(LocatedModel model) {
        return new Loaded(loading.apply(model));
    }

    private final class Loaded implements Candidate<SpeechRequest, SpeechOutcome> {
        private final SpeechModel model;
        private final SpeechBatchRunner runner;

        Loaded(SpeechModel model) {
            this.model = model;
            this.runner = SpeechSlot.this.runner(model);
        }

        @Override
        public BatchRunner<SpeechRequest, SpeechOutcome> runner() {
            return runner;
        }

        @Override
        public void warmUp() {
            SpeechWarmUp.run(model);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    @Override
    public void install(Candidate<SpeechRequest, SpeechOutcome> candidate) {
        SpeechModel model = ((Loaded) candidate).model;
        synchronized (this) {
            if (!closed) {
                handover.handOver(new InService(model, runner(model)));
                return;
            }
        }
        model.close();
    }

    @Override
    public void withdraw() {
        handover.handOver(null);
    }

    @Override
    public Mirror<SpeechRequest, SpeechOutcome> mirror() {
        return mirror;
    }

    @Override
    public Comparison<SpeechRequest, SpeechOutcome> comparison() {
        return SpeechComparison.INSTANCE;
    }

    /** Closes the model once its last run is over; nothing is installed any more. */
    @Override
    public synchronized void close() {
        closed = true;
        handover.handOver(null);
    }
}
