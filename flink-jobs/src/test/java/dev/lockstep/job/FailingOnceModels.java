package dev.lockstep.job;

import dev.lockstep.inference.operator.SpeechModels;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Models whose recogniser breaks the task that asks it, once, when told to.
 *
 * @param models what they are otherwise
 */
record FailingOnceModels(SpeechModels models) implements SpeechModels {
    private static final AtomicBoolean ARMED = new AtomicBoolean();
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    static void failNext() {
        FAILED.set(false);
        ARMED.set(true);
    }

    static boolean hasFailed() {
        return FAILED.get();
    }

    @Override
    public Lease acquire() {
        Lease lease = models.acquire();
        return new Lease() {
            @Override
            public SpeechRecognizer recognizer() {
                return new FailingRecognizer(lease.recognizer());
            }

            @Override
            public VoiceActivityDetector detector() {
                return lease.detector();
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }

    private record FailingRecognizer(SpeechRecognizer recognizer) implements SpeechRecognizer {
        @Override
        public CompletableFuture<SpeechOutcome> recognize(SpeechRequest request) {
            if (ARMED.compareAndSet(true, false)) {
                FAILED.set(true);
                throw new IllegalStateException("the task fails on purpose");
            }
            return recognizer.recognize(request);
        }

        @Override
        public void close() {
            recognizer.close();
        }
    }
}
