package dev.lockstep.inference.batch;

import java.util.concurrent.CompletableFuture;

/**
 * A request that waits.
 *
 * @param queuedAtNs when it was handed in, on the batcher's clock
 */
record Pending<Q, A>(
        Q request,
        Ticket ticket,
        BatchListener listener,
        CompletableFuture<A> answer,
        long queuedAtNs) {

    long dueAtNs(long delayNs) {
        return Math.min(queuedAtNs + delayNs, ticket.deadlineNs());
    }
}
