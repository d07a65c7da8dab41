package dev.lockstep.inference.onnx;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text models of the process: one copy per configuration, shared by every operator, subtask and
 * job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedText {
    private static final SharedResources<Key, SharedText> OPEN =
            new SharedResources<>(SharedText::close);

    private final @Nullable SentenceModel sentences;
    private final TextModelSet models;
    private final TextAnalyzer analyzer;

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
            TextAnalyzerConf conf,
            RuntimeConf runtime) {}

    private SharedText(Key key, Consumer<String> complaints) {
        TextAnalyzerConf conf = key.conf();
        RuntimeConf runtime = key.runtime();
        InferenceWorkers workers = InferenceWorkers.shared();
        List<ModelIdentity> used = new ArrayList<>();
        sentences =
                load(
                        key.encoder(),
                        used,
                        complaints,
                        at -> new OnnxTextEncoder(at, conf.maxTokens(), runtime));
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
                        at -> new OnnxTextClassifier(at, conf.maxTokens(), runtime));
        TextEncoder encoder =
                sentences == null || key.encoder().isEmpty()
                        ? null
                        : new PooledTextEncoder(
                                sentences,
                                key.encoder().get().identity(),
                                workers,
                                conf.threads(),
                                conf.cacheEntries());
        models = new TextModelSet(encoder, languages, classifier, used);
        Clock clock = Clock.systemUTC();
        analyzer =
                new PooledTextAnalyzer(
                        conf,
                        models,
                        workers,
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
        private final SharedResources.Lease<SharedText> share;

        private Lease(SharedResources.Lease<SharedText> share) {
            this.share = share;
        }

        /** Analyses the texts of all streams of the process. */
        public TextAnalyzer analyzer() {
            return share.value().analyzer;
        }

        /** Embeds texts; null where there is no encoder. */
        public @Nullable TextEncoder encoder() {
            return share.value().models.encoder();
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one. A model that cannot
     * be loaded is left out.
     *
     * @param encoder folder of a sentence encoder; empty for none
     * @param languages file of a language model; empty for none
     * @param classifier folder of a classifier; empty for none
     * @param runtime how they are run
     * @param complaints hears a sentence for each model that is left out
     * @throws ModelException if a required provider is missing
     */
    public static Lease acquire(
            Optional<Located> encoder,
            Optional<Located> languages,
            Optional<Located> classifier,
            TextAnalyzerConf conf,
            RuntimeConf runtime,
            Consumer<String> complaints) {
        OnnxRuntime.requireProvider(runtime);
        Key key = new Key(encoder, languages, classifier, conf, runtime);
        return new Lease(OPEN.acquire(key, k -> new SharedText(k, complaints)));
    }

    /** Number of configurations that are loaded now. */
    public static int loaded() {
        return OPEN.size();
    }

    private void close() {
        analyzer.close();
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
