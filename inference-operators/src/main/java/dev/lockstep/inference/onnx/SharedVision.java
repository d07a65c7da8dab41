package dev.lockstep.inference.onnx;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.ModelIdentity;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.analyze.PooledVisionAnalyzer;
import dev.lockstep.inference.vision.analyze.VisionModelSet;
import dev.lockstep.inference.vision.describe.DescriptionModel;
import dev.lockstep.inference.vision.embed.EncoderModel;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.text.TextModels;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vision models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedVision {
    private static final SharedResources<Key, SharedVision> OPEN =
            new SharedResources<>(SharedVision::close);

    private final VisionModelSet models;
    private final VisionAnalyzer analyzer;

    /**
     * Where a model lies.
     *
     * @param identity what results name
     * @param files its file, or the folder of its files, for each kind of provider
     */
    public record Located(ModelIdentity identity, ModelFiles files) {
        /** The same file or folder for all providers. */
        public Located(ModelIdentity identity, Path path) {
            this(identity, ModelFiles.of(path));
        }

        /** The file or folder for the CPU. */
        public Path path() {
            return files.cpu();
        }
    }

    /**
     * The models that are wanted; each may be empty.
     *
     * @param objects YOLOX
     * @param text PP-OCR
     * @param moderation OpenNSFW
     * @param encoder the picture half of a dual encoder
     * @param describer an encoder of pictures and a decoder of texts
     */
    public record Wanted(
            Optional<Located> objects,
            Optional<Located> text,
            Optional<Located> moderation,
            Optional<Located> encoder,
            Optional<Located> describer) {
        /** All but the describer. */
        public Wanted(
                Optional<Located> objects,
                Optional<Located> text,
                Optional<Located> moderation,
                Optional<Located> encoder) {
            this(objects, text, moderation, encoder, Optional.empty());
        }

        /** Objects and text only. */
        public Wanted(Optional<Located> objects, Optional<Located> text) {
            this(objects, text, Optional.empty(), Optional.empty());
        }
    }

    private record Key(Wanted wanted, AnalyzerConf conf, RuntimeConf runtime) {}

    private SharedVision(Key key, Consumer<String> complaints) {
        List<ModelIdentity> used = new ArrayList<>();
        Wanted wanted = key.wanted();
        RuntimeConf runtime = key.runtime();
        PictureModel objects =
                load(
                        wanted.objects(),
                        used,
                        complaints,
                        f -> VisionModelLoader.objects(f, runtime));
        TextModels text =
                load(
                        wanted.text(),
                        used,
                        complaints,
                        f -> VisionModelLoader.text(f.cpu(), runtime));
        PictureModel moderation =
                load(
                        wanted.moderation(),
                        used,
                        complaints,
                        f -> VisionModelLoader.moderation(f, runtime));
        EncoderModel encoder =
                load(
                        wanted.encoder(),
                        used,
                        complaints,
                        f -> VisionModelLoader.encoder(f.cpu(), runtime));
        DescriptionModel describer =
                load(
                        wanted.describer(),
                        used,
                        complaints,
                        f ->
                                VisionModelLoader.describer(
                                        f.cpu(), wanted.describer().get().identity(), runtime));
        Clock clock = Clock.systemUTC();
        this.models = new VisionModelSet(objects, text, moderation, encoder, describer, used);
        this.analyzer =
                new PooledVisionAnalyzer(
                        key.conf(),
                        models,
                        payloads(key.conf(), clock),
                        InferenceWorkers.shared(),
                        () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    private static <T> @Nullable T load(
            Optional<Located> model,
            List<ModelIdentity> used,
            Consumer<String> complaints,
            Function<ModelFiles, T> loading) {
        if (model.isEmpty()) {
            return null;
        }
        try {
            T loaded = loading.apply(model.get().files());
            used.add(model.get().identity());
            return loaded;
        } catch (ModelException e) {
            complaints.accept(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable PayloadStore payloads(AnalyzerConf conf, Clock clock) {
        // The lifetime matters to whoever stores; this only reads.
        return conf.payloadDir().isEmpty()
                ? null
                : new FilePayloadStore(Path.of(conf.payloadDir()), Duration.ofDays(1), clock);
    }

    /** A share in the models; close it once. */
    public static final class Lease implements AutoCloseable {
        private final SharedResources.Lease<SharedVision> share;

        private Lease(SharedResources.Lease<SharedVision> share) {
            this.share = share;
        }

        /** Looks at the frames of all streams of the process. */
        public VisionAnalyzer analyzer() {
            return share.value().analyzer;
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /** The same on the CPU. */
    public static Lease acquire(Wanted wanted, AnalyzerConf conf, Consumer<String> complaints) {
        return acquire(wanted, conf, RuntimeConf.cpu(), complaints);
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one. A model that cannot
     * be loaded is left out.
     *
     * @param wanted the models
     * @param runtime how they are run
     * @param complaints hears a sentence for each model that is left out
     * @throws ModelException if a required provider is missing
     */
    public static Lease acquire(
            Wanted wanted, AnalyzerConf conf, RuntimeConf runtime, Consumer<String> complaints) {
        OnnxRuntime.requireProvider(runtime);
        Key key = new Key(wanted, conf, runtime);
        return new Lease(OPEN.acquire(key, k -> new SharedVision(k, complaints)));
    }

    /** Number of configurations that are loaded now. */
    public static int loaded() {
        return OPEN.size();
    }

    private void close() {
        analyzer.close();
        models.close();
    }
}
