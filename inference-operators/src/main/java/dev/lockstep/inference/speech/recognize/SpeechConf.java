package dev.lockstep.inference.speech.recognize;

/**
 * Which speech models a process uses and how.
 *
 * @param modelId catalogue id of the recogniser
 * @param modelVersion its version
 * @param modelFolder folder with the recogniser's files, see {@link
 *     dev.lockstep.inference.speech.model.SpeechModelFiles}
 * @param detectorFile the voice activity detector, {@code silero_vad.onnx}
 * @param recognizer how they are used
 */
public record SpeechConf(
        String modelId,
        String modelVersion,
        String modelFolder,
        String detectorFile,
        RecognizerConf recognizer)
        implements java.io.Serializable {}
