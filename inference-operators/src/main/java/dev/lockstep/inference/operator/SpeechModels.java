package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechRecognizer;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import java.io.Serializable;

/**
 * Where the operators of a task get their models. Travels to the tasks; the models do not.
 * Thread-safe.
 */
public interface SpeechModels extends Serializable {
    /**
     * A share in the models of this process, loaded if nobody holds one. May take seconds.
     *
     * @throws RuntimeException whose message tells a person what to do, when they cannot be had
     */
    Lease acquire();

    /** A share in the models; close it once. */
    interface Lease extends AutoCloseable {
        /** Recognises for all streams of the process. */
        SpeechRecognizer recognizer();

        /** Scores frames for all streams of the process. */
        VoiceActivityDetector detector();

        @Override
        void close();
    }
}
