package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelCatalogue;
import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelFile;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.SharedSpeech;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.context.SteeringConf;
import dev.lockstep.inference.speech.model.SpeechModelFiles;
import dev.lockstep.inference.speech.recognize.RecognizerConf;
import dev.lockstep.inference.speech.recognize.SpeechConf;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.SwapConf;
import java.nio.file.Path;
import java.util.List;

/**
 * The models of the catalogue, on ONNX Runtime; each machine finds them in its own cache and pulls
 * what is missing. One copy per process.
 *
 * @param modelId catalogue id of the recogniser, or a reference to one's own
 * @param detectorId catalogue id of the voice activity detector
 * @param cacheDir the model cache; empty for the user's
 * @param recognizer how the recogniser is used
 * @param runtime how models are run
 * @param swap how the recogniser is replaced
 */
public record CatalogueSpeechModels(
        String modelId,
        String detectorId,
        String cacheDir,
        RecognizerConf recognizer,
        RuntimeConf runtime,
        SwapConf swap)
        implements SpeechModels {
    /** Catalogue id of the recogniser that is used unless another is named. */
    public static final String STANDARD_MODEL = "moonshine-tiny-en";

    /** Catalogue id of the voice activity detector that is used unless another is named. */
    public static final String STANDARD_DETECTOR = "silero-vad";

    /** Both. */
    public static final List<String> STANDARD_IDS = List.of(STANDARD_MODEL, STANDARD_DETECTOR);

    private static final long serialVersionUID = 1L;
    private static final String DETECTOR_FILE = "silero_vad.onnx";

    /** A recogniser that nobody can ask to be replaced. */
    public CatalogueSpeechModels(
            String modelId,
            String detectorId,
            String cacheDir,
            RecognizerConf recognizer,
            RuntimeConf runtime) {
        this(modelId, detectorId, cacheDir, recognizer, runtime, SwapConf.STANDARD);
    }

    /** The standard models from the user's cache. */
    public static CatalogueSpeechModels standard(int threads, boolean skipStalePartials) {
        return new CatalogueSpeechModels(
                STANDARD_MODEL,
                STANDARD_DETECTOR,
                "",
                RecognizerConf.of(threads, skipStalePartials),
                RuntimeConf.cpu());
    }

    /** The same with other models. */
    public CatalogueSpeechModels with(String otherModelId, String otherDetectorId) {
        return new CatalogueSpeechModels(
                otherModelId, otherDetectorId, cacheDir, recognizer, runtime, swap);
    }

    /** The same with another way to steer. */
    public CatalogueSpeechModels with(SteeringConf other) {
        return new CatalogueSpeechModels(
                modelId, detectorId, cacheDir, recognizer.with(other), runtime, swap);
    }

    /**
     * Refuses a recogniser that cannot be right, without fetching anything: an unknown id, a
     * malformed reference, or one to files of a hub that are no speech model. A {@code file:}
     * reference is left for the machine that it is meant for.
     *
     * @throws ModelStoreException in a sentence
     */
    public static void check(ModelCatalogue catalogue, String modelId) {
        if (modelId.startsWith("file:")) {
            return;
        }
        ModelEntry entry = catalogue.require(modelId);
        List<String> names = entry.files().stream().map(ModelFile::name).toList();
        if (SpeechModelFiles.find(names).isEmpty()) {
            throw new ModelStoreException(
                    "The model "
                            + modelId
                            + " is no speech model: it has "
                            + String.join(", ", names)
                            + ", and needs "
                            + SpeechModelFiles.NEEDED
                            + ". All files of a model of one's own are named, separated by commas.");
        }
    }

    /**
     * Where the files lie in a store; pulls what is missing.
     *
     * @throws ModelStoreException if they cannot be had
     * @throws ModelException if they are no speech model
     */
    public SpeechConf resolve(ModelStore store) {
        check(store.catalogue(), modelId);
        Path folder = store.resolve(modelId);
        SpeechModelFiles.in(folder);
        return new SpeechConf(
                modelId,
                store.catalogue().require(modelId).version(),
                folder.toString(),
                store.resolve(detectorId).resolve(DETECTOR_FILE).toString(),
                recognizer);
    }

    /** The folder of another recogniser; refuses what is none. */
    private static LocatedModel locate(ModelStore store, String slot, String reference) {
        check(store.catalogue(), reference);
        LocatedModel model = CatalogueStores.locate(store, slot, reference);
        SpeechModelFiles.in(model.files().cpu());
        return model;
    }

    @Override
    public Lease acquire() {
        ModelStore store = CatalogueStores.in(cacheDir);
        SharedSpeech.Lease lease =
                SharedSpeech.acquire(
                        resolve(store),
                        runtime.withModelStore(CatalogueStores.folder(cacheDir).toString()),
                        swap,
                        (slot, reference) -> locate(store, slot, reference));
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
}
