package dev.lockstep.inference.onnx;

import java.util.List;

/** How the sounds of a batch are encoded. Thread-safe. */
interface SpeechEncoding {
    /**
     * Encodes sounds.
     *
     * @param sounds 16 kHz mono
     * @return in their order, each to be closed
     * @throws dev.lockstep.inference.model.ModelException if the runtime fails; nothing is left
     *     open then
     */
    List<Encoded> encode(List<short[]> sounds);

    /** Closes all of them. */
    static void close(List<Encoded> encoded) {
        encoded.forEach(Encoded::close);
    }
}
