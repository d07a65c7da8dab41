package dev.lockstep.local.testing;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real models and speech; where they cannot be had the test is skipped. */
public final class TestModels {
    /** What is said in {@link #shortSpeech}. */
    public static final String SHORT_SAID =
            "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better.";

    private TestModels() {}

    /** Pulls what captions need, and returns the folder with speech samples. */
    public static Path pull() {
        try {
            ModelStore store = ModelStore.standard(ProgressListener.NONE);
            store.resolve("moonshine-tiny-en");
            store.resolve("silero-vad");
            return store.resolve("speech-samples");
        } catch (ModelStoreException e) {
            return Assumptions.abort("The models cannot be had here: " + e.getMessage());
        }
    }

    /** Ten seconds of speech, after {@link #pull}. */
    public static Path shortSpeech() {
        return pull().resolve("beckett.wav");
    }

    /** Three quarters of a minute of speech that begins with "It was", after {@link #pull}. */
    public static Path longSpeech() {
        return pull().resolve("two_cities.wav");
    }
}
