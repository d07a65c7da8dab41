package dev.lockstep.inference.batch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A request in a batch. Answered once; a second answer is not heard. Thread-safe.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class BatchedRequest<Q, A> {
    private final Q request;
    private final Ticket ticket;
    private final Consumer<A> answers;
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * @param answers hears the first answer
     */
    public BatchedRequest(Q request, Ticket ticket, Consumer<A> answers) {
        this.request = request;
        this.ticket = ticket;
        this.answers = answers;
    }

    /** What is asked. */
    public Q request() {
        return request;
    }

    /** How it is served. */
    public Ticket ticket() {
        return ticket;
    }

    /** Whether it has its answer. */
    public boolean isAnswered() {
        return answered.get();
    }

    /** Gives the answer; the source's next request may be run from then on. */
    public void answer(A answer) {
        if (answered.compareAndSet(false, true)) {
            answers.accept(answer);
        }
    }
}
