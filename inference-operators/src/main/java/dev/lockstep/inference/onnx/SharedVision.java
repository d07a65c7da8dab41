package dev.lockstep.inference.onnx;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.ModelIdentity;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.analyze.PooledVisionAnalyzer;
import dev.lockstep.inference.vision.analyze.VisionModelSet;
import dev.lockstep.inference.vision.embed.EncoderFiles;
import dev.lockstep.inference.vision.embed.EncoderModel;
import dev.lockstep.inference.vision.embed.PicturePreparation;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vision models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedVision {
    private static final Map<Key, SharedVision> OPEN = new HashMap<>();

    private final Key key;
    private final VisionModelSet models;
    private final VisionAnalyzer analyzer;
    private int leases;

    /**
     * Where a model lies.
     *
     * @param identity what results name
     * @param path its file, or the folder of its files
     */
    public record Located(ModelIdentity identity, Path path) {}

    /**
     * The models that are wanted; each may be empty.
     *
     * @param objects YOLOX
     * @param text PP-OCR
     * @param moderation OpenNSFW
     * @param encoder the picture half of a dual encoder
     */
    public record Wanted(
            Optional<Located> objects,
            Optional<Located> text,
            Optional<Located> moderation,
            Optional<Located> encoder) {
        /** Objects and text only. */
        public Wanted(Optional<Located> objects, Optional<Located> text) {
            this(objects, text, Optional.empty(), Optional.empty());
        }
    }

    private record Key(Wanted wanted, AnalyzerConf conf) {}

    private SharedVision(Key key, Consumer<String> complaints) {
        this.key = key;
        List<ModelIdentity> used = new ArrayList<>();
        Wanted wanted = key.wanted();
        PictureModel objects = load(wanted.objects(), used, complaints, SharedVision::objects);
        TextModels text = load(wanted.text(), used, complaints, SharedVision::text);
        PictureModel moderation =
                load(wanted.moderation(), used, complaints, SharedVision::moderation);
        EncoderModel encoder = load(wanted.encoder(), used, complaints, SharedVision::encoder);
        Clock clock = Clock.systemUTC();
        this.models = new VisionModelSet(objects, text, moderation, encoder, used);
        this.analyzer =
                new PooledVisionAnalyzer(
                        key.conf(),
                        models,
                        payloads(key.conf(), clock),
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

    private static @Nullable PayloadStore payloads(AnalyzerConf conf, Clock clock) {
        // The lifetime matters to whoever stores; this only reads.
        return conf.payloadDir().isEmpty()
                ? null
                : new FilePayloadStore(Path.of(conf.payloadDir()), Duration.ofDays(1), clock);
    }

    /**
     * Loads YOLOX.
     *
     * @param path the file, or a folder with one {@code .onnx} file
     * @throws ModelException if it is missing or damaged
     */
    public static PictureModel objects(Path path) {
        return new OnnxPictureModel(Files.isDirectory(path) ? onlyGraph(path) : path);
    }

    /**
     * Loads OpenNSFW.
     *
     * @param path the file, or a folder with one {@code .onnx} file
     * @throws ModelException if it is missing or damaged
     */
    public static PictureModel moderation(Path path) {
        return new OnnxPictureModel(
                Files.isDirectory(path) ? onlyGraph(path) : path,
                OnnxPictureModel.Layout.PIXELS,
                null);
    }

    /**
     * Loads the picture half of a dual encoder.
     *
     * @param folder as {@link EncoderFiles} wants it
     * @throws ModelException if a file is missing or damaged
     */
    public static EncoderModel encoder(Path folder) {
        EncoderFiles files = EncoderFiles.in(folder);
        PicturePreparation preparation = PicturePreparation.read(files.preparation());
        return new EncoderModel(
                new OnnxPictureModel(files.graph(), OnnxPictureModel.Layout.PLANES, "image_embeds"),
                preparation);
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
                            + " files that end in .onnx; a model of pictures is one such file.");
        } catch (IOException e) {
            throw new ModelException("The folder " + folder + " cannot be read.", e);
        }
    }

    /**
     * Loads PP-OCR.
     *
     * @param folder with {@code det.onnx}, {@code cls.onnx}, {@code rec.onnx} and {@code keys.txt}
     * @throws ModelException if a file is missing or damaged
     */
    public static TextModels text(Path folder) {
        List<PictureModel> loaded = new ArrayList<>();
        try {
            List<String> characters =
                    new ArrayList<>(
                            Files.readAllLines(folder.resolve("keys.txt"), StandardCharsets.UTF_8));
            // The list leaves out the space, which the recogniser's last class means.
            characters.add(" ");
            for (String file : List.of("det.onnx", "cls.onnx", "rec.onnx")) {
                loaded.add(new OnnxPictureModel(folder.resolve(file)));
            }
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

    /** A share in the models; close it once. */
    public static final class Lease implements AutoCloseable {
        private final SharedVision shared;
        private boolean closed;

        private Lease(SharedVision shared) {
            this.shared = shared;
        }

        /** Looks at the frames of all streams of the process. */
        public VisionAnalyzer analyzer() {
            return shared.analyzer;
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
     * @param complaints hears a sentence for each model that is left out
     */
    public static Lease acquire(Wanted wanted, AnalyzerConf conf, Consumer<String> complaints) {
        Key key = new Key(wanted, conf);
        synchronized (OPEN) {
            SharedVision shared = OPEN.get(key);
            if (shared == null) {
                shared = new SharedVision(key, complaints);
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
        if (--leases == 0) {
            OPEN.remove(key);
            analyzer.close();
            models.close();
        }
    }
}
