package dev.lockstep.inference.swap;

import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.Ticket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody watch live requests and their answers. Costs nothing while nobody does.
 * Thread-safe.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class Mirror<Q, A> {
    private final AtomicReference<@Nullable Watcher<Q, A>> watcher = new AtomicReference<>();

    /** Sees answered requests, on the thread that answered; must be quick. */
    @FunctionalInterface
    public interface Watcher<Q, A> {
        /**
         * A request was answered.
         *
         * @param runNs from the start of its batch to the answer, by the size of the batch
         */
        void answered(Q request, Ticket ticket, A answer, long runNs);
    }

    /** From now on; null for nobody. */
    public void watch(@Nullable Watcher<Q, A> next) {
        watcher.set(next);
    }

    /** The batch itself, or one whose answers are shown to the watcher once they are given. */
    public List<BatchedRequest<Q, A>> of(List<BatchedRequest<Q, A>> batch) {
        Watcher<Q, A> watching = watcher.get();
        if (watching == null) {
            return batch;
        }
        long startNs = System.nanoTime();
        return batch.stream().map(one -> shown(one, watching, startNs, batch.size())).toList();
    }

    private static <Q, A> BatchedRequest<Q, A> shown(
            BatchedRequest<Q, A> one, Watcher<Q, A> watching, long startNs, int size) {
        return new BatchedRequest<>(
                one.request(),
                one.ticket(),
                answer -> {
                    long runNs = (System.nanoTime() - startNs) / size;
                    one.answer(answer);
                    watching.answered(one.request(), one.ticket(), answer, runNs);
                });
    }
}
