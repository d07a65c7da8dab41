package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.batch.BatchedRequest;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.swap.FailureCount;
import dev.lockstep.inference.swap.Handover;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.Mirror;
import dev.lockstep.inference.swap.SlotOwner;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionOutcome;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.PayloadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The models that look at pictures, each of which may be replaced between two pictures. A picture
 * is looked at with one set of models from beginning to end. A model that is replaced is closed
 * when the last picture that it looks at is done. Thread-safe.
 */
public final class VisionSlots implements AutoCloseable {
    private final AnalyzerConf conf;
    private final @Nullable PayloadStore payloads;
    private final Loader loader;
    private final LongSupplier clockUs;
    private final Map<String, Mirror<VideoFrame, VisionOutcome>> mirrors = new TreeMap<>();
    private final Map<String, FailureCount> health = new ConcurrentHashMap<>();
    private final Map<String, SharedPart> parts = new TreeMap<>();
    private final Handover<AnalyzerPool> handover;
    private volatile VisionModelSet models = VisionModelSet.NONE;
    private boolean closed;

    /** Loads the model of a slot. */
    @FunctionalInterface
    public interface Loader {
        /**
         * A set with this model and no other.
         *
         * @throws dev.lockstep.inference.model.ModelException if it is refused, damaged or another
         *     kind of model
         */
        VisionModelSet load(String slot, LocatedModel model);
    }

    /**
     * Slots without models.
     *
     * @param payloads where pictures lie that travel by reference; null for none
     * @param clockUs wall clock, µs since the epoch
     */
    public VisionSlots(
            AnalyzerConf conf,
            @Nullable PayloadStore payloads,
            Loader loader,
            LongSupplier clockUs) {
        this.conf = conf;
        this.payloads = payloads;
        this.loader = loader;
        this.clockUs = clockUs;
        Slots.OF_PICTURES.forEach(slot -> mirrors.put(slot, new Mirror<>()));
        this.handover =
                new Handover<>(
                        new AnalyzerPool(conf, VisionModelSet.NONE, health, List.of()),
                        AnalyzerPool::close);
    }

    /** The slot with this name, one of {@link Slots#OF_PICTURES}. */
    public SlotOwner<VideoFrame, VisionOutcome> slot(String name) {
        return new VisionSlot(name, this);
    }

    /** Has the runs of a slot's model counted there from now on. */
    public void count(String slot, FailureCount runs) {
        health.put(slot, runs);
    }

    /** The models that look now. */
    public List<ModelIdentity> identities() {
        return models.identities();
    }

    FrameBatchRunner runner() {
        return new FrameBatchRunner(conf, handover, payloads, clockUs, this::mirrored);
    }

    private List<BatchedRequest<VideoFrame, VisionOutcome>> mirrored(
            List<BatchedRequest<VideoFrame, VisionOutcome>> batch) {
        List<BatchedRequest<VideoFrame, VisionOutcome>> shown = batch;
        for (Mirror<VideoFrame, VisionOutcome> mirror : mirrors.values()) {
            shown = mirror.of(shown);
        }
        return shown;
    }

    Mirror<VideoFrame, VisionOutcome> mirror(String slot) {
        Mirror<VideoFrame, VisionOutcome> mirror = mirrors.get(slot);
        if (mirror == null) {
            throw new IllegalArgumentException("There is no slot " + slot);
        }
        return mirror;
    }

    VisionCandidate load(String slot, LocatedModel model) {
        VisionModelSet alone = loader.load(slot, model);
        AnalyzerConf all = conf.lookingAtAll();
        AnalyzerPool pool = new AnalyzerPool(all, alone, Map.of(), List.of());
        return new VisionCandidate(
                alone,
                pool,
                new FrameBatchRunner(
                        all,
                        new Handover<>(pool, AnalyzerPool::close),
                        payloads,
                        clockUs,
                        batch -> batch));
    }

    void put(String slot, @Nullable VisionModelSet alone) {
        SharedPart old;
        synchronized (this) {
            if (closed) {
                if (alone != null) {
                    alone.close();
                }
                return;
            }
            old = alone == null ? parts.remove(slot) : parts.put(slot, new SharedPart(alone));
            models = whole();
            handover.handOver(new AnalyzerPool(conf, models, health, List.copyOf(parts.values())));
        }
        if (old != null) {
            old.release();
        }
    }

    private VisionModelSet whole() {
        List<ModelIdentity> identities = new ArrayList<>();
        Slots.OF_PICTURES.forEach(slot -> identities.addAll(alone(slot).identities()));
        return new VisionModelSet(
                alone(Slots.OBJECTS).objects(),
                alone(Slots.ON_SCREEN_TEXT).text(),
                alone(Slots.MODERATION).moderation(),
                alone(Slots.PICTURE_EMBEDDING).encoder(),
                alone(Slots.PICTURE_DESCRIPTION).describer(),
                identities);
    }

    private VisionModelSet alone(String slot) {
        SharedPart part = parts.get(slot);
        return part == null ? VisionModelSet.NONE : part.alone();
    }

    /** Closes the models once their last runs are over; nothing is installed any more. */
    @Override
    public void close() {
        List<SharedPart> held;
        synchronized (this) {
            closed = true;
            held = List.copyOf(parts.values());
            parts.clear();
            models = VisionModelSet.NONE;
            handover.handOver(null);
        }
        held.forEach(SharedPart::release);
    }
}
