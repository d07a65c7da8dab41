package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.model.SpeechModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognises on a few threads over one model. Requests of a source are answered in order; between
 * sources finals go before partials and older requests before newer ones. A partial that a newer
 * request of its utterance waits behind is skipped, unless every partial is to be answered, as in a
 * replay that must give the same result each time.
 */
public final class PooledSpeechRecognizer implements SpeechRecognizer {
    private final UtteranceRecognizer recognizer;
    private final boolean skipStalePartials;
    private final List<Thread> workers = new ArrayList<>();
    private final Map<String, Source> sources = new HashMap<>();
    private final PriorityQueue<Source> ready =
            new PriorityQueue<>(
                    Comparator.<Source>comparingInt(s -> s.head().urgency())
                            .thenComparingLong(s -> s.head().number()));
    private long nextNumber;
    private boolean closed;

    /**
     * @param model not closed by this
     * @param guard what to believe
     * @param steering how far terms on screen steer
     * @param threads how many requests run side by side
     * @param skipStalePartials whether overtaken partials are skipped
     * @param clockUs wall clock, µs since the epoch
     */
    public PooledSpeechRecognizer(
            SpeechModel model,
            HypothesisGuard guard,
            SteeringConf steering,
            int threads,
            boolean skipStalePartials,
            LongSupplier clockUs) {
        this.recognizer = new UtteranceRecognizer(model, guard, steering, clockUs);
        this.skipStalePartials = skipStalePartials;
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "lockstep-speech-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** A request that waits. */
    private record Pending(
            SpeechRequest request, CompletableFuture<SpeechOutcome> answer, long number) {
        int urgency() {
            return request.span().kind() == RequestKind.PARTIAL ? 1 : 0;
        }
    }

    /** The requests of one source. Guarded by the recogniser's lock. */
    private static final class Source {
        final ArrayDeque<Pending> waiting = new ArrayDeque<>();
        final String key;
        boolean running;
        @Nullable UtteranceDraft draft;

        Source(String key) {
            this.key = key;
        }

        Pending head() {
            return waiting.getFirst();
        }
    }

    @Override
    public CompletableFuture<SpeechOutcome> recognize(SpeechRequest request) {
        CompletableFuture<SpeechOutcome> answer = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                answer.complete(recognizer.failed(request, "The recogniser is closed."));
                return answer;
            }
            String key = request.span().streamId() + '\n' + request.span().sourceId();
            Source source = sources.computeIfAbsent(key, Source::new);
            source.waiting.add(new Pending(request, answer, nextNumber++));
            if (!source.running && source.waiting.size() == 1) {
                ready.add(source);
                notify();
            }
        }
        return answer;
    }

    private void work() {
        while (true) {
            Source source;
            Pending pending;
            UtteranceDraft draft;
            boolean stale;
            synchronized (this) {
                while (ready.isEmpty() && !closed) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                if (closed) {
                    return;
                }
                source = ready.remove();
                source.running = true;
                pending = source.waiting.removeFirst();
                long utterance = pending.request().span().utterance();
                draft =
                        source.draft != null && source.draft.utterance() == utterance
                                ? source.draft
                                : UtteranceDraft.none(utterance);
                stale = isStale(source, pending);
            }
            run(source, pending, draft, stale);
        }
    }

    private boolean isStale(Source source, Pending pending) {
        return skipStalePartials
                && pending.request().span().kind() == RequestKind.PARTIAL
                && !source.waiting.isEmpty()
                && source.head().request().span().utterance()
                        == pending.request().span().utterance();
    }

    private void run(Source source, Pending pending, UtteranceDraft draft, boolean stale) {
        SpeechRequest request = pending.request();
        SpeechOutcome outcome;
        UtteranceDraft next = draft;
        try {
            if (stale) {
                outcome = recognizer.skipped(request);
            } else if (request.span().kind() == RequestKind.END_OF_STREAM) {
                outcome = recognizer.words(request, List.of(), 0);
            } else {
                UtteranceRecognizer.Recognition done = recognizer.recognize(request, draft);
                outcome = done.outcome();
                next = done.draft();
            }
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            outcome = recognizer.failed(request, e.getMessage() + " (" + cause.getMessage() + ")");
        }
        // Answered before the source is released: its next request must not be answered first.
        pending.answer().complete(outcome);
        release(source, request.span().kind() == RequestKind.PARTIAL ? next : null);
    }

    private synchronized void release(Source source, @Nullable UtteranceDraft draft) {
        source.running = false;
        source.draft = draft;
        if (!source.waiting.isEmpty()) {
            ready.add(source);
            notify();
        } else if (draft == null) {
            sources.remove(source.key);
        }
    }

    @Override
    public void close() {
        List<Pending> refused = new ArrayList<>();
        synchronized (this) {
            closed = true;
            sources.values().forEach(source -> refused.addAll(source.waiting));
            sources.clear();
            ready.clear();
            notifyAll();
        }
        for (Pending pending : refused) {
            pending.answer()
                    .complete(recognizer.failed(pending.request(), "The recogniser is closed."));
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
