package dev.lockstep.inference.onnx;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.recognize.PooledSpeechRecognizer;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.recognize.SpeechSlot;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.ModelLocator;
import dev.lockstep.inference.swap.ModelSlots;
import dev.lockstep.inference.swap.SlotController;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.swap.SwapConf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The speech models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedSpeech {
    private static final SharedResources<Key, SharedSpeech> OPEN =
            new SharedResources<>(SharedSpeech::close);

    private final SharedResources.Lease<ModelSlots> slots;
    private final SlotController<SpeechRequest, SpeechOutcome> controller;
    private final SpeechSlot slot;
    private final VoiceActivityDetector detector;
    private final SpeechRecognizer recognizer;

    private record Key(SpeechConf conf, RuntimeConf runtime, SwapConf swap) {}

    private SharedSpeech(Key key, ModelLocator locator) {
        SpeechConf conf = key.conf();
        Clock clock = Clock.systemUTC();
        LongSupplier clockUs = () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        this.slots = ModelSlots.acquire(key.swap().scope());
        this.slot =
                new SpeechSlot(
                        model -> load(model, conf, key.runtime()), conf.recognizer(), clockUs);
        this.controller =
                new SlotController<>(
                        Slots.SPEECH,
                        slot,
                        locator,
                        key.swap(),
                        slots.value(),
                        InferenceWorkers.shared()::isBehind,
                        clockUs);
        slot.count(controller.health());
        VoiceActivityDetector opened = null;
        boolean started = false;
        try {
            opened = new OnnxVoiceActivityDetector(Path.of(conf.detectorFile()), key.runtime());
            controller.start(configured(conf));
            started = true;
        } finally {
            if (!started) {
                controller.close();
                slots.close();
                if (opened != null) {
                    opened.close();
                }
            }
        }
        this.detector = opened;
        this.recognizer =
                new PooledSpeechRecognizer(slot, conf.recognizer(), InferenceWorkers.shared());
        controller.hear();
    }

    private static LocatedModel configured(SpeechConf conf) {
        return new LocatedModel(
                new ModelIdentity(conf.modelId(), conf.modelVersion(), ""),
                ModelFiles.of(Path.of(conf.modelFolder())));
    }

    private static SpeechModel load(LocatedModel model, SpeechConf conf, RuntimeConf runtime) {
        return SpeechModelFolder.load(
                new SpeechConf(
                        model.identity().id(),
                        model.identity().version(),
                        model.files().cpu().toString(),
                        conf.detectorFile(),
                        conf.recognizer()),
                runtime);
    }

    /** A share in the models; close it once. */
    public static final class Lease implements AutoCloseable {
        private final SharedResources.Lease<SharedSpeech> share;

        private Lease(SharedResources.Lease<SharedSpeech> share) {
            this.share = share;
        }

        /** Recognises for all streams of the process. */
        public SpeechRecognizer recognizer() {
            return share.value().recognizer;
        }

        /** Scores frames for all streams of the process. */
        public VoiceActivityDetector detector() {
            return share.value().detector;
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /**
     * A lease on the models of a configuration, on the CPU.
     *
     * @throws ModelException if a file is missing or damaged
     */
    public static Lease acquire(SpeechConf conf) {
        return acquire(conf, OnnxRuntime.cpu());
    }

    /**
     * A lease on the models of a configuration, which nobody can ask to be replaced.
     *
     * @throws ModelException if a file is missing or damaged, or a required provider is missing
     */
    public static Lease acquire(SpeechConf conf, RuntimeConf runtime) {
        return acquire(
                conf,
                runtime,
                SwapConf.STANDARD,
                (slot, reference) -> {
                    throw new ModelException("Models cannot be replaced here.");
                });
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one.
     *
     * @param swap how the recogniser is replaced
     * @param locator finds what is to take its place
     * @throws ModelException if a file is missing or damaged, or a required provider is missing
     */
    public static Lease acquire(
            SpeechConf conf, RuntimeConf runtime, SwapConf swap, ModelLocator locator) {
        OnnxRuntime.requireProvider(runtime);
        Key key = new Key(conf, runtime, swap);
        return new Lease(OPEN.acquire(key, k -> new SharedSpeech(k, locator)));
    }

    /** Number of configurations that are loaded now. */
    public static int loaded() {
        return OPEN.size();
    }

    private void close() {
        controller.close();
        recognizer.close();
        slot.close();
        detector.close();
        slots.close();
    }
}
