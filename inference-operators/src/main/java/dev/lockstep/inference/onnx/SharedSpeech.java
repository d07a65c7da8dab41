package dev.lockstep.inference.onnx;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.recognize.PooledSpeechRecognizer;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The speech models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedSpeech {
    private static final SharedResources<Key, SharedSpeech> OPEN =
            new SharedResources<>(SharedSpeech::close);

    private final SpeechModel model;
    private final VoiceActivityDetector detector;
    private final SpeechRecognizer recognizer;

    private record Key(SpeechConf conf, RuntimeConf runtime) {}

    private SharedSpeech(Key key) {
        SpeechConf conf = key.conf();
        this.detector = new OnnxVoiceActivityDetector(Path.of(conf.detectorFile()), key.runtime());
        boolean loaded = false;
        try {
            this.model = SpeechModelFolder.load(conf, key.runtime());
            loaded = true;
        } finally {
            if (!loaded) {
                detector.close();
            }
        }
        Clock clock = Clock.systemUTC();
        this.recognizer =
                new PooledSpeechRecognizer(
                        model,
                        conf.recognizer(),
                        InferenceWorkers.shared(),
                        () -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
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
     * @throws dev.lockstep.inference.model.ModelException if a file is missing or damaged
     */
    public static Lease acquire(SpeechConf conf) {
        return acquire(conf, OnnxRuntime.cpu());
    }

    /**
     * A lease on the models of a configuration; loads them if nobody holds one.
     *
     * @throws dev.lockstep.inference.model.ModelException if a file is missing or damaged, or a
     *     required provider is missing
     */
    public static Lease acquire(SpeechConf conf, RuntimeConf runtime) {
        OnnxRuntime.requireProvider(runtime);
        return new Lease(OPEN.acquire(new Key(conf, runtime), SharedSpeech::new));
    }

    /** Number of configurations that are loaded now. */
    public static int loaded() {
        return OPEN.size();
    }

    private void close() {
        recognizer.close();
        model.close();
        detector.close();
    }
}
