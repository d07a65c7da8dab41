package dev.lockstep.inference.speech;

import dev.lockstep.inference.batch.BatchListener;
import java.util.concurrent.CompletableFuture;

/**
 * Recognises speech for many sources at once. Requests of one source are answered in the order in
 * which they were made; requests of different sources run side by side. Thread-safe. One instance
 * serves every subtask of a process.
 */
public interface SpeechRecognizer extends AutoCloseable {
    /**
     * Queues a request and returns at once.
     *
     * @return completes with the outcome, a failure of the model included; never completes
     *     exceptionally but for errors of the virtual machine
     */
    CompletableFuture<SpeechOutcome> recognize(SpeechRequest request);

    /**
     * The same, telling how the request was served.
     *
     * @param listener called before the answer is there, where the recogniser can tell
     */
    default CompletableFuture<SpeechOutcome> recognize(
            SpeechRequest request, BatchListener listener) {
        return recognize(request);
    }

    /** Finishes what is running, refuses what waits, and frees native memory. */
    @Override
    void close();
}
