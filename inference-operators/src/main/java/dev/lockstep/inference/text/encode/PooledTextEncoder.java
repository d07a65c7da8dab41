package dev.lockstep.inference.text.encode;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.inference.vision.ModelIdentity;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Encodes on the threads of an executor and remembers what it encoded last: windows overlap, and a
 * slide stays for minutes. A text that is being encoded is not encoded a second time. Thread-safe.
 */
public final class PooledTextEncoder implements TextEncoder {
    /** Longer texts are not remembered; they hardly come again. */
    static final int LONGEST_REMEMBERED = 4096;

    private static final float[] NOTHING = new float[0];

    private final SentenceModel model;
    private final ModelIdentity identity;
    private final Executor threads;
    private final int cacheEntries;
    private final Map<String, CompletableFuture<float[]>> cache =
            new LinkedHashMap<>(64, 0.75f, true);
    private long encoded;

    /**
     * @param model not closed by this
     * @param threads where it runs; not shut down by this
     * @param cacheEntries texts that are remembered; 0 for none
     */
    public PooledTextEncoder(
            SentenceModel model, ModelIdentity identity, Executor threads, int cacheEntries) {
        this.model = model;
        this.identity = identity;
        this.threads = threads;
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
        try {
            threads.execute(() -> run(wanted));
        } catch (RejectedExecutionException e) {
            fail(wanted, new ModelException("The text encoder is closed.", e));
        }
    }

    private void run(Map<String, CompletableFuture<float[]>> wanted) {
        try {
            float[][] vectors = model.encode(List.copyOf(wanted.keySet()));
            synchronized (cache) {
                encoded += vectors.length;
            }
            int next = 0;
            for (CompletableFuture<float[]> answer : wanted.values()) {
                answer.complete(vectors[next++]);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(wanted, e);
        }
    }

    /** A failure is not remembered: the next one who asks tries again. */
    private void fail(Map<String, CompletableFuture<float[]>> wanted, Throwable why) {
        synchronized (cache) {
            wanted.forEach(cache::remove);
        }
        wanted.values().forEach(answer -> answer.completeExceptionally(why));
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
        synchronized (cache) {
            cache.clear();
        }
    }
}
