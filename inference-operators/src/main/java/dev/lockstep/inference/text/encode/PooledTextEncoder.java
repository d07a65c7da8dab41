package dev.lockstep.inference.text.encode;

import dev.lockstep.inference.batch.BatchListener;
import dev.lockstep.inference.batch.BatchRunner;
import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.batch.DynamicBatcher;
import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.batch.Ticket;
import dev.lockstep.inference.batch.Urgency;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.text.TextBatches;
import dev.lockstep.inference.text.TextEncoder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Encodes in batches, on the threads that all models share, behind speech and before pictures, and
 * remembers what it encoded last: windows overlap, and a slide stays for minutes. A text that is
 * being encoded is not encoded a second time. Thread-safe.
 */
public final class PooledTextEncoder implements TextEncoder {
    /** Longer texts are not remembered; they hardly come again. */
    static final int LONGEST_REMEMBERED = 4096;

    /** Most texts of a run of a batch; the texts of a window are at most four. */
    private static final int BATCH_SIZE = 16;

    private static final float[] NOTHING = new float[0];

    private final SentenceModel model;
    private final ModelIdentity identity;
    private final DynamicBatcher<String, Encoding> batcher;
    private final int cacheEntries;
    private final Map<String, CompletableFuture<float[]>> cache =
            new LinkedHashMap<>(64, 0.75f, true);
    private long encoded;

    /**
     * @param model not closed by this
     * @param workers who runs it
     * @param threads batches that run side by side
     * @param cacheEntries texts that are remembered; 0 for none
     */
    public PooledTextEncoder(
            SentenceModel model,
            ModelIdentity identity,
            InferenceWorkers workers,
            int threads,
            int cacheEntries) {
        this.model = model;
        this.identity = identity;
        this.batcher =
                new DynamicBatcher<>(TextBatches.of(BATCH_SIZE, threads), new Sentences(), workers);
        this.cacheEntries = cacheEntries;
    }

    @Override
    public CompletableFuture<List<float[]>> encode(List<String> texts) {
        List<CompletableFuture<float[]>> vectors = new ArrayList<>(texts.size());
        Map<String, CompletableFuture<float[]>> wanted = new LinkedHashMap<>();
        synchronized (cache) {
            for (String text : texts) {
                vectors.add(vector(text, wanted));
            }
        }
        if (!wanted.isEmpty()) {
            start(wanted);
        }
        return CompletableFuture.allOf(vectors.toArray(CompletableFuture[]::new))
                .thenApply(done -> vectors.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<float[]> vector(
            String text, Map<String, CompletableFuture<float[]>> wanted) {
        if (text.isBlank()) {
            return CompletableFuture.completedFuture(NOTHING);
        }
        CompletableFuture<float[]> known = cache.get(text);
        if (known == null) {
            known = wanted.get(text);
        }
        if (known == null) {
            known = new CompletableFuture<>();
            wanted.put(text, known);
            remember(text, known);
        }
        return known;
    }

    private void remember(String text, CompletableFuture<float[]> vector) {
        if (cacheEntries == 0 || text.length() > LONGEST_REMEMBERED) {
            return;
        }
        cache.put(text, vector);
        if (cache.size() > cacheEntries) {
            Iterator<String> eldest = cache.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private void start(Map<String, CompletableFuture<float[]>> wanted) {
        // No text is asked for twice at a time, so each is a source of its own and all may be
        // joined.
        wanted.forEach(
                (text, answer) ->
                        batcher.submit(text, Ticket.of(text, Urgency.TEXT), BatchListener.NONE)
                                .thenAccept(encoding -> settle(text, encoding, answer)));
    }

    private void settle(String text, Encoding encoding, CompletableFuture<float[]> answer) {
        if (encoding.failure() == null) {
            answer.complete(encoding.vector());
            return;
        }
        // A failure is not remembered: the next one who asks tries again.
        synchronized (cache) {
            cache.remove(text, answer);
        }
        answer.completeExceptionally(encoding.failure());
    }

    /** A vector, or why there is none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoding(float[] vector, @Nullable Throwable failure) {}

    /** Runs the model on the texts of a batch. */
    private final class Sentences implements BatchRunner<String, Encoding> {
        @Override
        public void run(List<BatchedRequest<String, Encoding>> batch) {
            List<String> texts = batch.stream().map(BatchedRequest::request).toList();
            float[][] vectors = model.encode(texts);
            synchronized (cache) {
                encoded += vectors.length;
            }
            for (int i = 0; i < vectors.length; i++) {
                batch.get(i).answer(new Encoding(vectors[i], null));
            }
        }

        @Override
        public Encoding skipped(String text) {
            return new Encoding(NOTHING, new ModelException("The text was skipped."));
        }

        @Override
        public Encoding failed(String text, Throwable failure) {
            return new Encoding(NOTHING, failure);
        }

        @Override
        public Encoding refused(String text, String reason) {
            return new Encoding(NOTHING, new ModelException(reason));
        }
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    /** Texts that the model was run on, as against those that were remembered. */
    long encoded() {
        synchronized (cache) {
            return encoded;
        }
    }

    /** Texts that are remembered now. */
    int remembered() {
        synchronized (cache) {
            return cache.size();
        }
    }

    @Override
    public void close() {
        batcher.close();
        synchronized (cache) {
            cache.clear();
        }
    }
}
