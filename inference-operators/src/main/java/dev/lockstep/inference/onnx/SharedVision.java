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
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.text.TextModels;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The vision models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedVision {
    private static final SharedResources<Key, SharedVision> OPEN =
            new SharedResources<>(SharedVision::close);

    /** Sides of the pictures of the first run, where the graph leaves them open. */
    private static final int OBJECT_SIDE = 416;

    private static final int PAGE_SIDE = 640;
    private static final int LINE_HEIGHT = 48;
    private static final int LINE_WIDTH = 320;

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

    private record Key(
            Optional<Located> objects,
            Optional<Located> text,
            AnalyzerConf conf,
            RuntimeConf runtime) {}

    private SharedVision(Key key, Consumer<String> complaints) {
        List<ModelIdentity> used = new ArrayList<>();
        PictureModel objects =
                key.objects()
                        .map(
                                m ->
                                        load(
                                                m,
                                                used,
                                                complaints,
                                                () -> objects(m.files(), key.runtime())))
                        .orElse(null);
        TextModels text =
                key.text()
                        .map(m -> load(m, used, complaints, () -> text(m.path(), key.runtime())))
                        .orElse(null);
        Clock clock = Clock.systemUTC();
        this.models = new VisionModelSet(objects, text, used);
        this.analyzer =
                new PooledVisionAnalyzer(
                        key.conf(),
                        models,
                        payloads(key.conf(), clock),
                        InferenceWorkers.shared(),
                        () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }

    private static <T> @Nullable T load(
            Located model,
            List<ModelIdentity> used,
            Consumer<String> complaints,
            Supplier<T> loading) {
        try {
            T loaded = loading.get();
            used.add(model.identity());
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

    /**
     * Loads YOLOX on the CPU.
     *
     * @param path the file, or a folder with one {@code .onnx} file
     * @throws ModelException if it is missing or damaged
     */
    public static PictureModel objects(Path path) {
        return objects(ModelFiles.of(path), RuntimeConf.cpu());
    }

    /**
     * Loads YOLOX.
     *
     * @param files the file, or a folder with one {@code .onnx} file
     * @throws ModelException if it is missing or damaged
     */
    static PictureModel objects(ModelFiles files, RuntimeConf runtime) {
        return new OnnxPictureModel(
                new ModelFiles(graph(files.cpu()), graph(files.gpu())),
                runtime,
                OBJECT_SIDE,
                OBJECT_SIDE);
    }

    private static Path graph(Path path) {
        return Files.isDirectory(path) ? onlyGraph(path) : path;
    }

    private static Path onlyGraph(Path folder) {
        try (var files = Files.list(folder)) {
            List<Path> graphs = files.filter(f -> f.toString().endsWith(".onnx")).toList();
            if (graphs.size() == 1) {
                return graphs.get(0);
            }
            throw new ModelException(
                    folder
                            + " holds "
                            + graphs.size()
                            + " files that end in .onnx; an object model is one such file.");
        } catch (IOException e) {
            throw new ModelException("The folder " + folder + " cannot be read.", e);
        }
    }

    /**
     * Loads PP-OCR on the CPU.
     *
     * @param folder with {@code det.onnx}, {@code cls.onnx}, {@code rec.onnx} and {@code keys.txt}
     * @throws ModelException if a file is missing or damaged
     */
    public static TextModels text(Path folder) {
        return text(folder, RuntimeConf.cpu());
    }

    /**
     * Loads PP-OCR.
     *
     * @param folder with {@code det.onnx}, {@code cls.onnx}, {@code rec.onnx} and {@code keys.txt}
     * @throws ModelException if a file is missing or damaged
     */
    static TextModels text(Path folder, RuntimeConf runtime) {
        List<PictureModel> loaded = new ArrayList<>();
        try {
            List<String> characters =
                    new ArrayList<>(
                            Files.readAllLines(folder.resolve("keys.txt"), StandardCharsets.UTF_8));
            // The list leaves out the space, which the recogniser's last class means.
            characters.add(" ");
            loaded.add(picture(folder.resolve("det.onnx"), runtime, PAGE_SIDE, PAGE_SIDE));
            loaded.add(picture(folder.resolve("cls.onnx"), runtime, LINE_HEIGHT, LINE_WIDTH));
            loaded.add(picture(folder.resolve("rec.onnx"), runtime, LINE_HEIGHT, LINE_WIDTH));
            return new TextModels(loaded.get(0), loaded.get(1), loaded.get(2), characters);
        } catch (IOException e) {
            throw new ModelException(
                    "The characters of the text model in "
                            + folder
                            + " cannot be read. Pull it with `lockstep models pull`.",
                    e);
        } catch (ModelException e) {
            loaded.forEach(PictureModel::close);
            throw e;
        }
    }

    private static PictureModel picture(Path file, RuntimeConf runtime, int height, int width) {
        return new OnnxPictureModel(ModelFiles.of(file), runtime, height, width);
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
    public static Lease acquire(
            Optional<Located> objects,
            Optional<Located> text,
            AnalyzerConf conf,
            Consumer<String> complaints) {
        return acquire(objects, text, conf, RuntimeConf.cpu(), complaints);
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one. A model that cannot
     * be loaded is left out.
     *
     * @param objects YOLOX; empty for none
     * @param text PP-OCR; empty for none
     * @param runtime how they are run
     * @param complaints hears a sentence for each model that is left out
     * @throws ModelException if a required provider is missing
     */
    public static Lease acquire(
            Optional<Located> objects,
            Optional<Located> text,
            AnalyzerConf conf,
            RuntimeConf runtime,
            Consumer<String> complaints) {
        OnnxRuntime.requireProvider(runtime);
        Key key = new Key(objects, text, conf, runtime);
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
