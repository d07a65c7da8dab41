package dev.lockstep.inference.onnx;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.ModelLocator;
import dev.lockstep.inference.swap.ModelSlots;
import dev.lockstep.inference.swap.SlotController;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionAnalyzer;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.inference.vision.analyze.PooledVisionAnalyzer;
import dev.lockstep.inference.vision.analyze.VisionModelSet;
import dev.lockstep.inference.vision.analyze.VisionSlots;
import dev.lockstep.schema.avro.VideoFrame;
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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The vision models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedVision {
    private static final SharedResources<Key, SharedVision> OPEN =
            new SharedResources<>(SharedVision::close);

    private final SharedResources.Lease<ModelSlots> hearing;
    private final VisionSlots slots;
    private final List<SlotController<VideoFrame, VisionOutcome>> controllers = new ArrayList<>();
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

        private Optional<Located> of(String slot) {
            return switch (slot) {
                case Slots.OBJECTS -> objects;
                case Slots.ON_SCREEN_TEXT -> text;
                case Slots.MODERATION -> moderation;
                case Slots.PICTURE_DESCRIPTION -> describer;
                default -> encoder;
            };
        }
    }

    private record Key(Wanted wanted, AnalyzerConf conf, RuntimeConf runtime, SwapConf swap) {}

    private SharedVision(Key key, ModelLocator locator, Consumer<String> complaints) {
        Clock clock = Clock.systemUTC();
        LongSupplier clockUs = () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        Wanted wanted = key.wanted();
        this.hearing = ModelSlots.acquire(key.swap().scope());
        this.slots =
                new VisionSlots(
                        key.conf(),
                        payloads(key.conf(), clock),
                        (slot, model) -> load(slot, model, key.runtime()),
                        clockUs);
        for (String slot : Slots.OF_PICTURES) {
            SlotController<VideoFrame, VisionOutcome> controller =
                    new SlotController<>(
                            slot,
                            slots.slot(slot),
                            locator,
                            key.swap(),
                            hearing.value(),
                            InferenceWorkers.shared()::isBehind,
                            clockUs);
            slots.count(slot, controller.health());
            controllers.add(controller);
            try {
                controller.start(
                        wanted.of(slot)
                                .map(at -> new LocatedModel(at.identity(), at.files()))
                                .orElse(null));
            } catch (ModelException e) {
                complaints.accept(String.valueOf(e.getMessage()));
            }
        }
        this.analyzer = new PooledVisionAnalyzer(key.conf(), slots, InferenceWorkers.shared());
        controllers.forEach(SlotController::hear);
    }

    private static VisionModelSet load(String slot, LocatedModel model, RuntimeConf runtime) {
        ModelFiles files = model.files();
        ModelIdentity identity = model.identity();
        return switch (slot) {
            case Slots.OBJECTS ->
                    VisionModelSet.objects(VisionModelLoader.objects(files, runtime), identity);
            case Slots.ON_SCREEN_TEXT ->
                    VisionModelSet.text(VisionModelLoader.text(files.cpu(), runtime), identity);
            case Slots.MODERATION ->
                    VisionModelSet.moderation(
                            VisionModelLoader.moderation(files, runtime), identity);
            case Slots.PICTURE_EMBEDDING ->
                    VisionModelSet.encoder(
                            VisionModelLoader.encoder(files.cpu(), runtime), identity);
            case Slots.PICTURE_DESCRIPTION ->
                    VisionModelSet.describer(
                            VisionModelLoader.describer(files.cpu(), identity, runtime), identity);
            default -> throw new ModelException("No model of pictures works in " + slot + ".");
        };
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
        return acquire(wanted, conf, OnnxRuntime.cpu(), complaints);
    }

    /**
     * A lease on the models of a configuration, which nobody can ask to be replaced.
     *
     * @throws ModelException if a required provider is missing
     */
    public static Lease acquire(
            Wanted wanted, AnalyzerConf conf, RuntimeConf runtime, Consumer<String> complaints) {
        return acquire(
                wanted,
                conf,
                runtime,
                SwapConf.STANDARD,
                (slot, reference) -> {
                    throw new ModelException("Models cannot be replaced here.");
                },
                complaints);
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one. A model that cannot
     * be loaded is left out.
     *
     * @param wanted the models
     * @param runtime how they are run
     * @param swap how they are replaced
     * @param locator finds what is to take their place
     * @param complaints hears a sentence for each model that is left out
     * @throws ModelException if a required provider is missing
     */
    public static Lease acquire(
            Wanted wanted,
            AnalyzerConf conf,
            RuntimeConf runtime,
            SwapConf swap,
            ModelLocator locator,
            Consumer<String> complaints) {
        OnnxRuntime.requireProvider(runtime);
        Key key = new Key(wanted, conf, runtime, swap);
        return new Lease(OPEN.acquire(key, k -> new SharedVision(k, locator, complaints)));
    }

    /** Number of configurations that are loaded now. */
    public static int loaded() {
        return OPEN.size();
    }

    private void close() {
        controllers.forEach(SlotController::close);
        analyzer.close();
        slots.close();
        hearing.close();
    }
}
