package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.recognize.HypothesisGuard;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of the catalogue, on ONNX Runtime; each machine finds them in its own cache and pulls
 * what is missing. One copy per process.
 *
 * @param modelId catalogue id of the recogniser, or a reference to one's own
 * @param detectorId catalogue id of the voice activity detector
 * @param cacheDir the model cache; empty for the user's
 * @param threads requests that run side by side in a process
 * @param skipStalePartials whether a partial that a newer request waits behind is skipped
 * @param guard what to believe
 */
public record CatalogueSpeechModels(
        String modelId,
        String detectorId,
        String cacheDir,
        int threads,
        boolean skipStalePartials,
        HypothesisGuard guard)
        implements SpeechModels {
    private static final long serialVersionUID = 1L;
    private static final String DETECTOR_FILE = "silero_vad.onnx";

    /** A store verifies checksums once in its life, so the process keeps one for each cache. */
    private static final Map<Path, ModelStore> STORES = new ConcurrentHashMap<>();

    @Override
    public Lease acquire() {
        ModelStore store = STORES.computeIfAbsent(cache(), CatalogueSpeechModels::open);
        SharedSpeech.Lease lease =
                SharedSpeech.acquire(
                        new SpeechConf(
                                modelId,
                                store.catalogue().require(modelId).version(),
                                store.resolve(modelId).toString(),
                                store.resolve(detectorId).resolve(DETECTOR_FILE).toString(),
                                threads,
                                skipStalePartials,
                                guard));
        return new Lease() {
            @Override
            public SpeechRecognizer recognizer() {
                return lease.recognizer();
            }

            @Override
            public VoiceActivityDetector detector() {
                return lease.detector();
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }

    private Path cache() {
        return cacheDir.isEmpty()
                ? ModelStore.standardCacheDir(System.getenv())
                : Path.of(cacheDir);
    }

    private static ModelStore open(Path cache) {
        return new ModelStore(
                cache, ModelFetchers.standard(System.getenv()), ProgressListener.NONE);
    }
}
