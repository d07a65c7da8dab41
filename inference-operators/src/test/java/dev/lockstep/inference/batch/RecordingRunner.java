package dev.lockstep.inference.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Answers a request with its own text; can be held, and fails on the requests that it is told. */
final class RecordingRunner implements BatchRunner<String, String> {
    final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    final Set<String> poison = ConcurrentHashMap.newKeySet();
    final CountDownLatch entered = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Holds every batch until the latch that it gives is counted down. */
    CountDownLatch hold() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = latch;
        return latch;
    }

    @Override
    public void run(List<BatchedRequest<String, String>> batch) {
        batches.add(batch.stream().map(BatchedRequest::request).toList());
        entered.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (BatchedRequest<String, String> one : batch) {
            if (poison.contains(one.request())) {
                throw new IllegalStateException("poison");
            }
            one.answer("done " + one.request());
        }
    }

    @Override
    public String skipped(String request) {
        return "skipped " + request;
    }

    @Override
    public String failed(String request, Throwable failure) {
        return "failed " + request + ": " + failure.getMessage();
    }

    @Override
    public String refused(String request, String reason) {
        return "refused " + request + ": " + reason;
    }
}
