package dev.lockstep.inference.onnx;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.text.TextAnalyzer;
import dev.lockstep.inference.text.TextAnalyzerConf;
import dev.lockstep.inference.text.TextEncoder;
import dev.lockstep.inference.text.analyze.PooledTextAnalyzer;
import dev.lockstep.inference.text.analyze.TextModelSet;
import dev.lockstep.inference.text.encode.PooledTextEncoder;
import dev.lockstep.inference.text.encode.SentenceModel;
import dev.lockstep.inference.text.language.LanguageDetector;
import dev.lockstep.inference.text.language.NgramLanguageDetector;
import dev.lockstep.inference.text.moderate.TextClassifier;
import dev.lockstep.inference.vision.ModelIdentity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text models of the process: one copy per configuration, shared by every operator, subtask and
 * job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedText {
    private static final Map<Key, SharedText> OPEN = new HashMap<>();
    private static final int CLOSING_SECONDS = 60;

    private final Key key;
    private final ExecutorService threads;
    private final @Nullable SentenceModel sentences;
    private final TextModelSet models;
    private final TextAnalyzer analyzer;
    private int leases;

    /**
     * Where a model lies.
     *
     * @param identity what results name
     * @param path its folder, or its file
     */
    public record Located(ModelIdentity identity, Path path) {}

    private record Key(
            Optional<Located> encoder,
            Optional<Located> languages,
            Optional<Located> classifier,
            TextAnalyzerConf conf) {}

    private SharedText(Key key, Consumer<String> complaints) {
        this.key = key;
        TextAnalyzerConf conf = key.conf();
        threads =
                Executors.newFixedThreadPool(
                        conf.threads(),
                        task -> {
                            Thread thread = new Thread(task, "lockstep-text");
                            thread.setDaemon(true);
                            return thread;
                        });
        List<ModelIdentity> used = new ArrayList<>();
        sentences =
                load(
                        key.encoder(),
                        used,
                        complaints,
                        at -> new OnnxTextEncoder(at, conf.maxTokens()));
        LanguageDetector languages =
                load(
                        key.languages(),
                        used,
                        complaints,
                        at ->
                                new NgramLanguageDetector(
                                        at, conf.languages(), conf.languageConfidence()));
        TextClassifier classifier =
                load(
                        key.classifier(),
                        used,
                        complaints,
                        at -> new OnnxTextClassifier(at, conf.maxTokens()));
        TextEncoder encoder =
                sentences == null || key.encoder().isEmpty()
                        ? null
                        : new PooledTextEncoder(
                                sentences,
                                key.encoder().get().identity(),
                                threads,
                                conf.cacheEntries());
        models = new TextModelSet(encoder, languages, classifier, used);
        Clock clock = Clock.systemUTC();
        analyzer =
                new PooledTextAnalyzer(
                        conf,
                        models,
                        threads,
                        () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    private static <T> @Nullable T load(
            Optional<Located> model,
            List<ModelIdentity> used,
            Consumer<String> complaints,
            Function<Path, T> loading) {
        if (model.isEmpty()) {
            return null;
        }
        try {
            T loaded = loading.apply(model.get().path());
            used.add(model.get().identity());
            return loaded;
        } catch (ModelException e) {
            complaints.accept(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A share in the models; close it once. */
    public static final class Lease implements AutoCloseable {
        private final SharedText shared;
        private boolean closed;

        private Lease(SharedText shared) {
            this.shared = shared;
        }

        /** Analyses the texts of all streams of the process. */
        public TextAnalyzer analyzer() {
            return shared.analyzer;
        }

        /** Embeds texts; null where there is no encoder. */
        public @Nullable TextEncoder encoder() {
            return shared.models.encoder();
        }

        @Override
        public void close() {
            synchronized (OPEN) {
                if (!closed) {
                    closed = true;
                    shared.release();
                }
            }
        }
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one. A model that cannot
     * be loaded is left out.
     *
     * @param encoder folder of a sentence encoder; empty for none
     * @param languages file of a language model; empty for none
     * @param classifier folder of a classifier; empty for none
     * @param complaints hears a sentence for each model that is left out
     */
    public static Lease acquire(
            Optional<Located> encoder,
            Optional<Located> languages,
            Optional<Located> classifier,
            TextAnalyzerConf conf,
            Consumer<String> complaints) {
        Key key = new Key(encoder, languages, classifier, conf);
        synchronized (OPEN) {
            SharedText shared = OPEN.get(key);
            if (shared == null) {
                shared = new SharedText(key, complaints);
                OPEN.put(key, shared);
            }
            shared.leases++;
            return new Lease(shared);
        }
    }

    /** Number of configurations that are loaded now. */
    public static int loaded() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }

    private void release() {
        if (--leases > 0) {
            return;
        }
        OPEN.remove(key);
        threads.shutdown();
        boolean interrupted = false;
        try {
            if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                // Freeing a model that still runs would end the process.
                return;
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        if (models.encoder() != null) {
            models.encoder().close();
        }
        if (models.classifier() != null) {
            models.classifier().close();
        }
        if (sentences != null) {
            sentences.close();
        }
    }
}
