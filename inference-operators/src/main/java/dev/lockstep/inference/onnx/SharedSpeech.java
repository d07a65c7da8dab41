package dev.lockstep.inference.onnx;

import dev.lockstep.inference.batch.InferenceWorkers;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.recognize.PooledSpeechRecognizer;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * The speech models of the process: one copy per configuration, shared by every operator, subtask
 * and job, loaded with the first lease and freed with the last. Thread-safe.
 */
public final class SharedSpeech {
    private static final Map<SpeechConf, SharedSpeech> OPEN = new HashMap<>();

    private final SpeechConf conf;
    private final SpeechModel model;
    private final VoiceActivityDetector detector;
    private final SpeechRecognizer recognizer;
    private int leases;

    private SharedSpeech(SpeechConf conf) {
        this.conf = conf;
        this.detector = new OnnxVoiceActivityDetector(Path.of(conf.detectorFile()));
        this.model = SpeechModelFolder.load(conf);
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
        private final SharedSpeech shared;
        private boolean closed;

        private Lease(SharedSpeech shared) {
            this.shared = shared;
        }

        /** Recognises for all streams of the process. */
        public SpeechRecognizer recognizer() {
            return shared.recognizer;
        }

        /** Scores frames for all streams of the process. */
        public VoiceActivityDetector detector() {
            return shared.detector;
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
     * A lease on the models of a configuration; loads them if nobody holds one.
     *
     * @throws dev.lockstep.inference.model.ModelException if a file is missing or damaged
     */
    public static Lease acquire(SpeechConf conf) {
        synchronized (OPEN) {
            SharedSpeech shared = OPEN.computeIfAbsent(conf, SharedSpeech::new);
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
            OPEN.remove(conf);
            recognizer.close();
            model.close();
            detector.close();
        }
    }
}
